import { isWatched } from "@/lib/view/incident-course";
import type { IncidentView } from "@/lib/view/page-view";
import { STATE_WORDS, STATUS_WORDS } from "@/lib/view/state-words";
import { WatchSign } from "./sign";
import { StateLabel } from "./state-label";

/** How bad an incident is and where it stands; of one that is over and watched only that. */
export function IncidentLabel({ incident }: { incident: IncidentView }) {
  const { impact, status } = incident;
  if (isWatched(incident)) {
    return (
      <span className="inline-flex items-baseline gap-[0.5em] text-s font-medium text-ink-2">
        <WatchSign className="relative top-[0.16em] size-[1.15em]" />
        {STATUS_WORDS[status]}
      </span>
    );
  }
  return (
    <StateLabel state={impact}>
      {STATE_WORDS[impact]} <span className="font-normal text-ink-2">· {STATUS_WORDS[status]}</span>
    </StateLabel>
  );
}
