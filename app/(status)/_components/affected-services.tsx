import type { IncidentView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { StateLabel } from "./state-label";

/** The services of an incident with their states; as last known while nothing can be confirmed. */
export function AffectedServices({
  components,
  isConfirmed,
}: {
  components: IncidentView["components"];
  isConfirmed: boolean;
}) {
  return (
    <>
      <p className="text-s font-medium text-ink-3">Affected services</p>
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
    </>
  );
}
