import { endOf } from "@/lib/view/incident-course";
import type { AffectedView, IncidentView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { Chevron } from "./chevron";
import { StateLabel } from "./state-label";

/** More services than this fold away behind the first: a list that nobody reads hides the rest of the page. */
const MOST_SHOWN = 8;

interface AffectedServicesProps {
  incident: Pick<IncidentView, "id" | "components" | "count" | "endedAt" | "resolvedAt">;
  isConfirmed: boolean;
}

/** The services of an incident with their states; as last known while nothing can be confirmed. */
export function AffectedServices({ incident, isConfirmed }: AffectedServicesProps) {
  const { id, components, count } = incident;
  const isLong = count > MOST_SHOWN;
  const first = isLong ? components.slice(0, MOST_SHOWN - 2) : components;
  const rest = components.slice(first.length);
  const untold = count - components.length;
  return (
    <>
      <p className="text-s font-medium text-ink-3">{sayTitle(incident)}</p>
      <ServiceList components={first} isConfirmed={isConfirmed} />
      {rest.length > 0 && (
        <details className="border-t border-line">
          <summary className="flex min-h-11 items-center gap-2.5 text-s text-ink-2 hover:text-ink">
            <Chevron />
            {rest.length} more {rest.length === 1 ? "service" : "services"}
          </summary>
          <ServiceList components={rest} isConfirmed={isConfirmed} />
        </details>
      )}
      {untold > 0 && (
        <p className="border-t border-line text-s">
          <a className="inline-flex min-h-11 items-center text-accent" href={`/incidents/${id}`}>
            All {count} affected services
          </a>
        </p>
      )}
    </>
  );
}

/** Of one that is over the states are the worst. */
function sayTitle(incident: AffectedServicesProps["incident"]): string {
  const { count } = incident;
  const services = count > MOST_SHOWN ? `${count} services affected` : "Affected services";
  return endOf(incident) === null ? services : `${services}, at their worst`;
}

function ServiceList({ components, isConfirmed }: { components: readonly AffectedView[]; isConfirmed: boolean }) {
  return (
    <ul>
      {components.map(({ slug, name, state }) => (
        <li
          key={slug}
          className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-t border-line py-2 text-[0.875rem] leading-snug first:border-t-0"
        >
          <span className="min-w-0">{name}</span>
          {isConfirmed ? (
            <StateLabel state={state} />
          ) : (
            <StateLabel state="unknown">last known: {STATE_WORDS[state].toLowerCase()}</StateLabel>
          )}
        </li>
      ))}
    </ul>
  );
}
