import type { EpochMs } from "@/lib/domain/time";
import { formatLongZone, formatZone } from "@/lib/view/wall-time";
import type { Place } from "@/lib/view/words/speak";
import { useWords } from "./use-words";
import { chooseZone, resolveZone, useZone, useZoneChoice, ZONE_CHOICES } from "./zone-store";

interface ZoneChoiceProps {
  /** The page's. */
  zone: string;
  at: EpochMs;
  place: Place;
}

/** The zones in which times can be read. Without a script there is the page's alone, and it is named. */
export function ZoneChoice({ zone, at, place }: ZoneChoiceProps) {
  const words = useWords(place);
  const chosen = useZoneChoice();
  if (chosen === null) return <p className="min-h-33 pt-2.5 text-ink-2">{nameZone(zone, at)}</p>;
  return (
    <ul aria-label={words.say("footer.zone")}>
      {ZONE_CHOICES.map((choice) => (
        <li key={choice}>
          <button
            type="button"
            className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-start text-ink-2 aria-pressed:font-semibold aria-pressed:text-ink"
            aria-pressed={choice === chosen}
            onClick={() => chooseZone(choice)}
          >
            {words.say(`zone.${choice}`)}
            {choice !== "utc" && <span className="text-ink-3">{nameZone(resolveZone(choice, zone), at)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** In which zone all times of the page are written. */
export function ZoneNote({ zone: pageZone, at, place }: ZoneChoiceProps) {
  const words = useWords(place);
  const zone = formatLongZone(at, useZone(pageZone), words.locale);
  // A browser may know another long name than the server.
  return <span suppressHydrationWarning>{words.say("footer.times", { zone })}</span>;
}

/** "New York, EST". */
function nameZone(zone: string, at: EpochMs): string {
  const city = zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
  const short = formatZone(at, zone);
  return city === short ? short : `${city}, ${short}`;
}
