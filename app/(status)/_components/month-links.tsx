import { formatMonth } from "@/lib/view/format-time";
import type { MonthFrame } from "@/lib/view/month-view";

interface MonthLinksProps {
  month: MonthFrame;
  /** The address of a month. */
  hrefOf: (month: string) => string;
}

/** The months before and after, as far as anything is known of them. */
export function MonthLinks({ month: { previous, next }, hrefOf }: MonthLinksProps) {
  if (previous === null && next === null) return null;
  const style =
    "inline-flex min-h-11 items-center rounded-button border border-line-2 bg-glass px-4 text-ink text-[0.875rem] font-medium no-underline hover:bg-sunk";
  return (
    <nav className="flex flex-wrap gap-3 print:hidden" aria-label="Months">
      {previous !== null && (
        <a className={style} href={hrefOf(previous)} rel="prev">
          {formatMonth(previous)}
        </a>
      )}
      {next !== null && (
        <a className={style} href={hrefOf(next)} rel="next">
          {formatMonth(next)}
        </a>
      )}
    </nav>
  );
}
