import { Chevron } from "./chevron";
import type { ActiveIncidentProps } from "./incident-card";
import { IncidentDetails } from "./incident-details";
import { IncidentFacts } from "./incident-facts";
import { IncidentLabel } from "./incident-label";

/** One incident of many: a line that unfolds to what a card shows. */
export function IncidentFold(props: ActiveIncidentProps) {
  const { incident, words } = props;
  const { id, title } = incident;
  return (
    <details className="card border-t border-line-2 first:border-t-0">
      <summary className="grid min-h-13 grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2.5 gap-y-0.5 rounded-case px-4 py-3 focus-visible:-outline-offset-3 sm:grid-cols-[auto_minmax(0,1fr)_14rem_8.5rem] sm:gap-x-5 sm:px-6">
        <Chevron />
        <span className="col-span-2 leading-snug font-medium sm:col-span-1">{title}</span>
        <span className="col-start-2 sm:col-start-auto">
          <IncidentLabel incident={incident} words={words} />
        </span>
        <span className="text-end text-s text-ink-2 tabular-nums">{sayAge(props)}</span>
      </summary>
      <div className="px-4 pb-5 ps-[2.1rem] sm:px-6 sm:ps-[3.4rem]">
        <IncidentFacts {...props} />
        <IncidentDetails {...props} />
        <p className="mt-2 text-[0.875rem]">
          <a className="inline-flex min-h-11 items-center text-accent" href={words.href(`/incidents/${id}`)}>
            {words.say("incident.allUpdates", { title })}
          </a>
        </p>
      </div>
    </details>
  );
}

function sayAge({ incident: { startedAt, endedAt }, zone, at, seenAt, words }: ActiveIncidentProps): string {
  if (endedAt !== null) return words.say("incident.lastedInside", { span: words.minutes(endedAt - startedAt) });
  if (seenAt === null) return words.say("incident.forInside", { span: words.minutes(at - startedAt) });
  return words.say("incident.beganInside", { time: words.dates.formatNear(startedAt, at, zone) });
}
