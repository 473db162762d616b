import type { MonthFrame } from "@/lib/view/month-view";
import type { Words } from "@/lib/view/words/speak";

interface MonthLinksProps {
  month: MonthFrame;
  /** The address of a month. */
  hrefOf: (month: string) => string;
  words: Words;
}

/** The months before and after, as far as anything is known of them. */
export function MonthLinks({ month: { previous, next }, hrefOf, words }: MonthLinksProps) {
  if (previous === null && next === null) return null;
  const style =
    "inline-flex min-h-11 items-center rounded-button border border-line-2 bg-glass px-4 text-ink text-[0.875rem] font-medium no-underline hover:bg-sunk";
  return (
    <nav className="flex flex-wrap gap-3 print:hidden" aria-label={words.say("history.months")}>
      {previous !== null && (
        <a className={style} href={hrefOf(previous)} rel="prev">
          {words.dates.formatMonth(previous)}
        </a>
      )}
      {next !== null && (
        <a className={style} href={hrefOf(next)} rel="next">
          {words.dates.formatMonth(next)}
        </a>
      )}
    </nav>
  );
}
