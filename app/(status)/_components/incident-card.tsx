import type { EpochMs } from "@/lib/domain/time";
import { isWatched } from "@/lib/view/incident-course";
import type { IncidentView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { IncidentDetails } from "./incident-details";
import { IncidentFacts } from "./incident-facts";
import { colorOf, Sign, WatchSign } from "./sign";

export interface ActiveIncidentProps {
  incident: IncidentView;
  zone: string;
  at: EpochMs;
  /** When it was last seen to last, while nothing can be confirmed; else null. */
  seenAt: EpochMs | null;
  words: Words;
}

/** An incident in a case of its own, with its impact on the plate. */
export function IncidentCard(props: ActiveIncidentProps) {
  const { incident, words } = props;
  return (
    <article className={`case card px-4.5 pt-8 pb-4 sm:px-7 sm:pt-9 sm:pb-6 ${isFilled(incident) ? "case-major" : ""}`}>
      <Plate incident={incident} words={words} />
      <h3 className="font-serif text-xl font-[450] tracking-[-0.01em]">
        <a className="-my-2 inline-block py-2 decoration-transparent" href={words.href(`/incidents/${incident.id}`)}>
          {incident.title}
        </a>
      </h3>
      <IncidentFacts {...props} />
      <IncidentDetails {...props} />
    </article>
  );
}

const PLATE = "plate flex items-center gap-2 px-2.5 py-1 text-s leading-tight font-[550]";

/** Of what is over and watched the plate says only that: its impact is past. */
function Plate({ incident, words }: Pick<ActiveIncidentProps, "incident" | "words">) {
  const { impact, status } = incident;
  if (isWatched(incident)) {
    return (
      <p className={`${PLATE} text-ink-2`}>
        <WatchSign className="size-4" />
        <span>{words.say(`status.${status}`)}</span>
      </p>
    );
  }
  return (
    <p className={`${PLATE} ${isFilled(incident) ? "plate-filled" : colorOf(impact)}`}>
      <Sign state={impact} className="size-4" />
      <span>{words.say(`state.${impact}`)}</span>
      <span className={isFilled(incident) ? "font-[450]" : "font-[450] text-ink-2"}>
        {`· ${words.say(`status.${status}`)}`}
      </span>
    </p>
  );
}

function isFilled(incident: IncidentView): boolean {
  return incident.impact === "major_outage" && !isWatched(incident);
}
