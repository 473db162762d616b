import { sayWindow } from "@/lib/view/maintenance-words";
import type { MaintenanceView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { colorOf, Sign } from "./sign";

interface PastMaintenancesProps {
  maintenances: readonly MaintenanceView[];
  zone: string;
  words: Words;
}

/** The maintenance that was over on a day: what it was, when, and for how long. */
export function PastMaintenances({ maintenances, zone, words }: PastMaintenancesProps) {
  return maintenances.map((maintenance) => (
    <article key={maintenance.id} className="past">
      <h4>
        <Sign state="under_maintenance" className={colorOf("under_maintenance")} />
        <a href={words.href(`/maintenance/${maintenance.id}`)}>{maintenance.title}</a>
      </h4>
      <p>
        <Course maintenance={maintenance} zone={zone} words={words} />
        <Touched maintenance={maintenance} words={words} />
      </p>
    </article>
  ));
}

interface CourseProps {
  maintenance: MaintenanceView;
  zone: string;
  words: Words;
}

/** One that never began has only the window that was announced. */
function Course({ maintenance, zone, words }: CourseProps) {
  const { status, beganAt, endedAt } = maintenance;
  const title = words.say(`maintenanceTitle.${status}`);
  if (beganAt === null || endedAt === null) {
    return (
      <>
        <span>{title}</span>
        <span>{words.say("maintenance.announcedFor", { window: sayWindow(maintenance, zone, words) })}</span>
      </>
    );
  }
  return (
    <>
      <span>{words.say("maintenance.after", { title, span: words.minutes(endedAt - beganAt) })}</span>
      <span>{words.dates.formatSpan(beganAt, endedAt, zone)}</span>
    </>
  );
}

/** More services than this are counted. */
const MOST_NAMED = 4;

/** Which services it touched, unless the title names the only one. */
function Touched({ maintenance: { title, components, count }, words }: Omit<CourseProps, "zone">) {
  if (count > MOST_NAMED) return <span>{words.count("services.count", count)}</span>;
  const [first] = components;
  if (count === 1 && first && title.includes(first.name)) return null;
  return <span>{words.join(components.map(({ name }) => name))}</span>;
}
