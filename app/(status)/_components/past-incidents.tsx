import { sayMinutes } from "@/lib/view/duration-words";
import { foldIncidents } from "@/lib/view/fold-incidents";
import { formatClock, formatSpan } from "@/lib/view/format-time";
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
  const { id, title, impact, startedAt, endedAt, updates } = incident;
  const said = updates.find(({ automatic }) => !automatic);
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
        {endedAt === null ? (
          <span>Not over yet, began {formatClock(startedAt, zone)}</span>
        ) : (
          <>
            <span>Resolved after {sayMinutes(endedAt - startedAt)}</span>
            <span>{formatSpan(startedAt, endedAt, zone)}</span>
          </>
        )}
        <Affected incident={incident} />
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
        {incidents.map(({ id, startedAt, endedAt }) => (
          <li key={id}>
            <a className="decoration-line-2 hover:decoration-current" href={`/incidents/${id}`}>
              {formatSpan(startedAt, endedAt ?? startedAt, zone)}
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

/** Whom it touched, unless the title says it already. */
function Affected({ incident: { title, components } }: { incident: IncidentView }) {
  const [first] = components;
  if (components.length === 1 && first && title.startsWith(first.name)) return null;
  return <span>{components.map(({ name, state }) => `${name}: ${STATE_WORDS[state].toLowerCase()}`).join(", ")}</span>;
}
