import type { EpochMs } from "@/lib/domain/time";
import { judgeFreshness, judgePage } from "./judge";
import { sayTitle } from "./page-title";
import type { IncidentView, PageView } from "./page-view";
import { toLine } from "./plain-text";
import type { Words } from "./words/speak";

/** What other programs show of an address that somebody sent: they keep it for long, so it says when it was true. */
export interface ShareWords {
  title: string;
  description: string;
}

const MOST_SIGNS = 300;

export function sharePage(view: PageView, at: EpochMs, words: Words): ShareWords {
  const judged = judgePage(view, at, words);
  const kind = view.demo ? words.say("footer.demo") : null;
  const parts = [
    words.say("share.headline", { headline: judged.sentence }),
    judged.lede,
    sayAsOf(view, at, words),
    kind,
  ];
  return { title: sayTitle(judged, view.name, words), description: shorten(parts.filter(Boolean).join(" ")) };
}

export function shareIncident(incident: IncidentView, view: PageView, at: EpochMs, words: Words): ShareWords {
  const parts = [incident.updates[0]?.text, incident.resolvedAt === null ? sayAsOf(view, at, words) : null];
  return { title: `${incident.title} · ${view.name}`, description: shorten(parts.filter(Boolean).join(" ")) };
}

function sayAsOf({ asOf, freshUntil, timeZone }: PageView, at: EpochMs, words: Words): string | null {
  if (asOf === null) return null;
  const isFresh = judgeFreshness(freshUntil, at) === "fresh";
  return words.say(isFresh ? "asOf.trueAt" : "asOf.lastTrueAt", { time: words.dates.formatMoment(asOf, timeZone) });
}

function shorten(text: string): string {
  const signs = [...toLine(text)];
  return signs.length <= MOST_SIGNS ? signs.join("") : `${signs.slice(0, MOST_SIGNS - 1).join("")}…`;
}
