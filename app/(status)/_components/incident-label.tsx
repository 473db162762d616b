import { isWatched } from "@/lib/view/incident-course";
import type { IncidentView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { WatchSign } from "./sign";
import { StateLabel } from "./state-label";

/** How bad an incident is and where it stands; of one that is over and watched only that. */
export function IncidentLabel({ incident, words }: { incident: IncidentView; words: Words }) {
  const { impact, status } = incident;
  if (isWatched(incident)) {
    return (
      <span className="inline-flex items-baseline gap-[0.5em] text-s font-medium text-ink-2">
        <WatchSign className="relative top-[0.16em] size-[1.15em]" />
        {words.say(`status.${status}`)}
      </span>
    );
  }
  return (
    <StateLabel state={impact}>
      {words.say(`state.${impact}`)} <span className="font-normal text-ink-2">· {words.say(`status.${status}`)}</span>
    </StateLabel>
  );
}
