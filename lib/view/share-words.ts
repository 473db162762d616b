import type { EpochMs } from "@/lib/domain/time";
import { formatMoment } from "./format-time";
import { judgeFreshness, judgePage } from "./judge";
import { sayTitle } from "./page-title";
import type { IncidentView, PageView } from "./page-view";
import { toLine } from "./plain-text";

/** What other programs show of an address that somebody sent: they keep it for long, so it says when it was true. */
export interface ShareWords {
  title: string;
  description: string;
}

const MOST_SIGNS = 300;

export function sharePage(view: PageView, at: EpochMs): ShareWords {
  const judged = judgePage(view, at);
  const kind = view.demo ? "Demonstration with simulated data." : null;
  const parts = [`${judged.sentence}.`, judged.lede, sayAsOf(view, at), kind];
  return { title: sayTitle(judged, view.name), description: shorten(parts.filter(Boolean).join(" ")) };
}

export function shareIncident(incident: IncidentView, view: PageView, at: EpochMs): ShareWords {
  const parts = [incident.updates[0]?.text, incident.resolvedAt === null ? sayAsOf(view, at) : null];
  return { title: `${incident.title} · ${view.name}`, description: shorten(parts.filter(Boolean).join(" ")) };
}

function sayAsOf({ asOf, freshUntil, timeZone }: PageView, at: EpochMs): string | null {
  if (asOf === null) return null;
  const isFresh = judgeFreshness(freshUntil, at) === "fresh";
  return `${isFresh ? "True at" : "Last true at"} ${formatMoment(asOf, timeZone)}.`;
}

function shorten(text: string): string {
  const signs = [...toLine(text)];
  return signs.length <= MOST_SIGNS ? signs.join("") : `${signs.slice(0, MOST_SIGNS - 1).join("")}…`;
}
