import { endOf } from "@/lib/view/incident-course";
import type { AffectedView, IncidentView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Chevron } from "./chevron";
import { StateLabel } from "./state-label";

/** More services than this fold away behind the first: a list that nobody reads hides the rest of the page. */
const MOST_SHOWN = 8;

interface AffectedServicesProps {
  incident: Pick<IncidentView, "id" | "components" | "count" | "endedAt" | "resolvedAt">;
  isConfirmed: boolean;
  words: Words;
}

/** The services of an incident with their states; as last known while nothing can be confirmed. */
export function AffectedServices({ incident, isConfirmed, words }: AffectedServicesProps) {
  const { id, components, count } = incident;
  const isLong = count > MOST_SHOWN;
  const first = isLong ? components.slice(0, MOST_SHOWN - 2) : components;
  const rest = components.slice(first.length);
  const untold = count - components.length;
  return (
    <>
      <p className="text-s font-medium text-ink-3">{sayTitle(incident, words)}</p>
      <ServiceList components={first} isConfirmed={isConfirmed} words={words} />
      {rest.length > 0 && (
        <details className="border-t border-line">
          <summary className="flex min-h-11 items-center gap-2.5 text-s text-ink-2 hover:text-ink">
            <Chevron />
            {words.count("affected.more", rest.length)}
          </summary>
          <ServiceList components={rest} isConfirmed={isConfirmed} words={words} />
        </details>
      )}
      {untold > 0 && (
        <p className="border-t border-line text-s">
          <a className="inline-flex min-h-11 items-center text-accent" href={words.href(`/incidents/${id}`)}>
            {words.count("affected.all", count)}
          </a>
        </p>
      )}
    </>
  );
}

/** Of one that is over the states are the worst. */
function sayTitle(incident: AffectedServicesProps["incident"], words: Words): string {
  const isOver = endOf(incident) !== null;
  if (incident.count <= MOST_SHOWN) return words.say(isOver ? "affected.worst" : "affected.title");
  return words.count(isOver ? "affected.countWorst" : "affected.count", incident.count);
}

interface ServiceListProps extends Pick<AffectedServicesProps, "isConfirmed" | "words"> {
  components: readonly AffectedView[];
}

function ServiceList({ components, isConfirmed, words }: ServiceListProps) {
  return (
    <ul>
      {components.map(({ slug, name, state }) => (
        <li
          key={slug}
          className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-t border-line py-2 text-[0.875rem] leading-snug first:border-t-0"
        >
          <span className="min-w-0">{name}</span>
          {isConfirmed ? (
            <StateLabel state={state}>{words.say(`state.${state}`)}</StateLabel>
          ) : (
            <StateLabel state="unknown">
              {words.say("ledger.lastKnown", { state: words.say(`stateInside.${state}`) })}
            </StateLabel>
          )}
        </li>
      ))}
    </ul>
  );
}
