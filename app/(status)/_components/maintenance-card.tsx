import type { EpochMs } from "@/lib/domain/time";
import type { MaintenanceView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { MaintenanceWindow } from "./maintenance-window";
import { Prose } from "./prose";
import { colorOf, Sign } from "./sign";

export interface MaintenanceProps {
  maintenance: MaintenanceView;
  zone: string;
  at: EpochMs;
  /** False while nothing can be confirmed: then only what was announced is said. */
  isFresh: boolean;
  words: Words;
}

/** Maintenance in a case of its own: how much of its window has gone, or when it comes. */
export function MaintenanceCard(props: MaintenanceProps) {
  const { maintenance, isFresh, words } = props;
  const { id, title, status, text, html } = maintenance;
  return (
    <article className="case card px-4.5 pt-8 pb-4 sm:px-7 sm:pt-9 sm:pb-5">
      <p
        className={`plate flex items-center gap-2 px-2.5 py-1 text-s leading-tight font-[550] ${colorOf("under_maintenance")}`}
      >
        <Sign state="under_maintenance" className="size-4" />
        {words.say(`maintenanceTitle.${isFresh ? status : "scheduled"}`)}
      </p>
      <div className="pair-words">
        <h3 className="font-serif text-xl font-[450] tracking-[-0.01em]">
          <a className="-my-2 inline-block py-2 decoration-transparent" href={words.href(`/maintenance/${id}`)}>
            {title}
          </a>
        </h3>
        {isFresh && <Prose html={html} text={text} className="mt-1 max-w-[62ch] text-ink-2" />}
        <p className="mt-1 text-s text-ink-3">{sayServices(maintenance, words)}</p>
      </div>
      <MaintenanceWindow {...props} />
    </article>
  );
}

/** More services than this are counted. */
const MOST_NAMED = 3;

function sayServices({ components, count }: MaintenanceView, words: Words): string {
  const named = components.slice(0, MOST_NAMED).map(({ name }) => name);
  const names = words.join(named);
  const more = count - named.length;
  return more > 0
    ? words.count("maintenance.affectsMore", more, { names })
    : words.say("maintenance.affects", { names });
}
