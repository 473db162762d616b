import { type Rise, type Run, splitMarks } from "@/lib/view/bar-marks";
import { MARK_LETTERS } from "@/lib/view/history-view";
import type { BarsView } from "@/lib/view/page-view";

/** The days of a page's bars, and how many of them are drawn at a time. */
const DAYS = 90;
const SOME_DAYS = 10;
/** A mark stands in the middle of its day and leaves some of it free: as parts of the day's width. */
const MARGIN = 0.19;
const WIDTH = 1 - 2 * MARGIN;
/** How tall a calm day is, and the five heights of others, in units of the drawing. */
const FLAT = 10;
const HEIGHTS = [FLAT, 14, 18, 22, 27, 33] as const;
/** A thread, however long nothing was known. */
const UNKNOWN = 20;
/** A hollow mark is drawn by its outline, which is a bit narrower than a mark. */
const HALF_HOLLOW = 0.3;

/**
 * The days as they look, one path for all that look alike. Calm ones are a line for each run, dashed by the day; others
 * stand up from the middle of their day, for which the style sheet turns the drawing over. Those without data are a
 * window on the row of hollow ones.
 */
export function BarBase(bars: Pick<BarsView, "marks" | "heights">) {
  const { lines, blanks, rises } = splitMarks(bars);
  const letters = [...new Set(rises.map(({ letter }) => letter))];
  return (
    <svg viewBox={`0 0 ${bars.marks.length} ${FLAT}`} preserveAspectRatio="none" aria-hidden="true">
      {lines.length > 0 && <path className="run" d={lines.map(drawLine).join("")} />}
      {letters.map((letter) => (
        <path key={letter} className={`rise-${letter}`} d={drawRises(rises.filter((rise) => rise.letter === letter))} />
      ))}
      {blanks.map(({ from, length }) => (
        // biome-ignore lint/a11y/noSvgWithoutTitle: a window within a picture that is hidden as a whole
        <svg key={from} x={from} width={length}>
          <use href="#blank-days" />
        </svg>
      ))}
    </svg>
  );
}

function drawLine({ from, length }: Run): string {
  return `M${from} ${FLAT}h${length}`;
}

function drawRises(rises: readonly Rise[]): string {
  return rises.map(drawRise).join("");
}

function drawRise({ letter, index, height }: Rise): string {
  const tall = letter === MARK_LETTERS.unknown ? UNKNOWN : HEIGHTS[height];
  if (letter !== MARK_LETTERS.under_maintenance) return `M${index} 0v${tall}`;
  return `M${(index - HALF_HOLLOW).toFixed(1)} 0v${tall}h${2 * HALF_HOLLOW}V0`;
}

const SOME_BLANK = Array.from({ length: SOME_DAYS }, (_, day) => `M${day + MARGIN} ${FLAT}V4h${WIDTH}V${FLAT}`).join(
  "",
);
const PARTS = Array.from({ length: DAYS / SOME_DAYS }, (_, part) => part * SOME_DAYS);

/** What all bars look at: the row of hollow days, and the patterns of those that are not solid. */
export function BarSprite() {
  return (
    <svg className="absolute size-0" aria-hidden="true">
      <path id="some-blank" className="bar-blank" d={SOME_BLANK} />
      <g id="blank-days">
        {PARTS.map((from) => (
          <use key={from} href="#some-blank" x={from} />
        ))}
      </g>
      <pattern id="stripes" width={DAYS} height="4" patternUnits="userSpaceOnUse" className="text-degraded">
        <path className="fill-glass" d={`M-1 0h${DAYS + 2}v4h-${DAYS + 2}z`} />
        <path fill="currentColor" fillOpacity=".22" d={`M-1 0h${DAYS + 2}v4h-${DAYS + 2}z`} />
        <path fill="currentColor" d={`M-1 0h${DAYS + 2}v2h-${DAYS + 2}z`} />
      </pattern>
      <pattern id="hatch" x="-.5" width="1" height="4.4" patternUnits="userSpaceOnUse" className="text-partial">
        <path className="fill-glass" d="M0 0h1v4.4h-1z" />
        <path fill="currentColor" fillOpacity=".3" d="M0 0h1v4.4h-1z" />
        <path
          fill="currentColor"
          d={[-4.4, 0].map((y) => `M${MARGIN} ${y}v2.2L${1 - MARGIN} ${y + 6.6}v-2.2z`).join("")}
        />
      </pattern>
    </svg>
  );
}
