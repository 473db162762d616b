import { sayMinutes } from "@/lib/view/duration-words";
import { formatSpan } from "@/lib/view/format-time";
import { MAINTENANCE_TITLES, sayWindow } from "@/lib/view/maintenance-words";
import type { MaintenanceView } from "@/lib/view/page-view";
import { colorOf, Sign } from "./sign";

interface PastMaintenancesProps {
  maintenances: readonly MaintenanceView[];
  zone: string;
}

/** The maintenance that was over on a day: what it was, when, and for how long. */
export function PastMaintenances({ maintenances, zone }: PastMaintenancesProps) {
  return maintenances.map((maintenance) => (
    <article key={maintenance.id}>
      <h4 className="flex items-baseline gap-2 leading-snug font-semibold">
        <span className={colorOf("under_maintenance")}>
          <Sign state="under_maintenance" className="relative top-[0.14em] size-[1.05em]" />
        </span>
        <a className="min-w-0 decoration-transparent hover:decoration-current" href={`/maintenance/${maintenance.id}`}>
          {maintenance.title}
        </a>
      </h4>
      <p className="mt-1 flex flex-wrap gap-x-4 text-s text-ink-3">
        <Course maintenance={maintenance} zone={zone} />
        <Touched maintenance={maintenance} />
      </p>
    </article>
  ));
}

/** One that never began has only the window that was announced. */
function Course({ maintenance, zone }: CourseProps) {
  const { status, beganAt, endedAt } = maintenance;
  if (beganAt === null || endedAt === null) {
    return (
      <>
        <span>{MAINTENANCE_TITLES[status]}</span>
        <span>Announced for {sayWindow(maintenance, zone)}</span>
      </>
    );
  }
  return (
    <>
      <span>
        {MAINTENANCE_TITLES[status]} after {sayMinutes(endedAt - beganAt)}
      </span>
      <span>{formatSpan(beganAt, endedAt, zone)}</span>
    </>
  );
}

interface CourseProps {
  maintenance: MaintenanceView;
  zone: string;
}

/** More services than this are counted. */
const MOST_NAMED = 4;

/** Which services it touched, unless the title names the only one. */
function Touched({ maintenance: { title, components, count } }: { maintenance: MaintenanceView }) {
  if (count > MOST_NAMED) return <span>{count} services</span>;
  const [first] = components;
  if (count === 1 && first && title.includes(first.name)) return null;
  return <span>{components.map(({ name }) => name).join(", ")}</span>;
}
