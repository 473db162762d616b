import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { formatMoment } from "./format-time";
import { judgePage } from "./judge";
import type { PageView } from "./page-view";
import { toLine } from "./plain-text";
import { STATE_WORDS } from "./state-words";
import { ENGLISH } from "./words/words-of";

/** What the picture of a shared address says. Others keep it for long: it carries its time. */
export interface SharePicture {
  name: string;
  state: PublicState;
  sentence: string;
  asOf: string;
}

/** The picture of the page at `at`. */
export function describePicture(view: PageView, at: EpochMs): SharePicture {
  const { state, sentence, freshness } = judgePage(view, at, ENGLISH);
  const shown = state ?? "unknown";
  const when = freshness === "fresh" ? "True at" : "Last true at";
  const kind = view.demo ? " · Simulated data" : "";
  return {
    name: toDrawable(view.name) ?? FALLBACK_NAME,
    state: shown,
    sentence: toDrawable(sentence) ?? STATE_WORDS[shown],
    asOf: view.asOf === null ? "No data has been read yet" : `${when} ${formatMoment(view.asOf, view.timeZone)}${kind}`,
  };
}

const FALLBACK_NAME = "Service status";
const MOST_SIGNS = 90;

/**
 * The letters that the picture's own font has: Latin with its accents, Cyrillic, Vietnamese. For any other the drawing
 * library would ask a service of somebody else for a font, and for signs that are pictures as well.
 */
const DRAWABLE =
  /^[\u0020-\u007e\u00a1-\u00a8\u00aa-\u00ac\u00af-\u0113\u0116-\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u017e\u0218-\u021b\u0400-\u045f\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u20ac]*$/;

/** A text that can be drawn with what is at hand, shortened; null for one that cannot. */
function toDrawable(text: string): string | null {
  const signs = [...toLine(text.normalize("NFC"))];
  const short = signs.length <= MOST_SIGNS ? signs.join("") : `${signs.slice(0, MOST_SIGNS - 1).join("")}…`;
  return short !== "" && DRAWABLE.test(short) ? short : null;
}
