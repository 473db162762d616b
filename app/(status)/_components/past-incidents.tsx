import { sayMinutes } from "@/lib/view/duration-words";
import { foldIncidents } from "@/lib/view/fold-incidents";
import { formatClock, formatSpan } from "@/lib/view/format-time";
import { endOf, isWatched } from "@/lib/view/incident-course";
import type { IncidentView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { colorOf, Sign } from "./sign";

/** The incidents of a day; what happened again and again is told once. */
export function PastIncidents({ incidents, zone }: { incidents: readonly IncidentView[]; zone: string }) {
  return foldIncidents(incidents).map((fold) =>
    fold.length === 1 ? (
      <PastIncident key={fold[0].id} incident={fold[0]} zone={zone} />
    ) : (
      <RepeatedIncident key={fold[0].id} incidents={fold} zone={zone} />
    ),
  );
}

/** An incident on its day: what it was, what a person said last, for how long, and whom it touched. */
function PastIncident({ incident, zone }: { incident: IncidentView; zone: string }) {
  const { id, title, impact, startedAt, updates, isBackdated } = incident;
  const end = endOf(incident);
  const said = updates.find(({ by }) => by !== "automatic");
  return (
    <article>
      <h4 className="flex items-baseline gap-2 leading-snug font-semibold">
        <ImpactSign impact={impact} />
        <a className="min-w-0 decoration-transparent hover:decoration-current" href={`/incidents/${id}`}>
          {title}
        </a>
      </h4>
      {said && <p className="mt-0.5 max-w-[62ch] whitespace-pre-line text-ink-2">{said.text}</p>}
      <p className="mt-1 flex flex-wrap gap-x-4 text-s text-ink-3">
        {end === null ? (
          <span>Not over yet, began {formatClock(startedAt, zone)}</span>
        ) : (
          <>
            <span>
              {isWatched(incident) ? "Over" : "Resolved"} after {sayMinutes(end - startedAt)}
            </span>
            <span>{formatSpan(startedAt, end, zone)}</span>
          </>
        )}
        <Affected incident={incident} />
        {isBackdated && <span>Written down afterwards</span>}
      </p>
    </article>
  );
}

interface RepeatedIncidentProps {
  incidents: readonly [IncidentView, ...IncidentView[]];
  zone: string;
}

/** The same again and again: its name once, and each time it was. */
function RepeatedIncident({ incidents, zone }: RepeatedIncidentProps) {
  const [first] = incidents;
  return (
    <article>
      <h4 className="flex items-baseline gap-2 leading-snug font-semibold">
        <ImpactSign impact={first.impact} />
        <span className="min-w-0">
          {first.title} <span className="font-normal text-ink-2">· {incidents.length} times</span>
        </span>
      </h4>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-s text-ink-3">
        {incidents.map((incident) => (
          <li key={incident.id}>
            <a className="decoration-line-2 hover:decoration-current" href={`/incidents/${incident.id}`}>
              {formatSpan(incident.startedAt, endOf(incident) ?? incident.startedAt, zone)}
            </a>
          </li>
        ))}
        <li>
          <Affected incident={first} />
        </li>
      </ul>
    </article>
  );
}

function ImpactSign({ impact }: Pick<IncidentView, "impact">) {
  return (
    <span className={colorOf(impact)}>
      <Sign state={impact} className="relative top-[0.14em] size-[1.05em]" />
    </span>
  );
}

/** More services than this are counted. */
const MOST_NAMED = 4;

/** Whom it touched, unless the title says it already. */
function Affected({ incident: { title, components, count } }: { incident: IncidentView }) {
  const [first] = components;
  if (count === 1 && first && title.startsWith(first.name)) return null;
  if (count > MOST_NAMED) return <span>{count} services affected</span>;
  return <span>{components.map(({ name, state }) => `${name}: ${STATE_WORDS[state].toLowerCase()}`).join(", ")}</span>;
}
