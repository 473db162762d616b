import type { Words } from "@/lib/view/words/speak";

/** A day, written as `YYYY-MM-DD`, as a leaf of a calendar. */
export function CalendarLeaf({ day, words }: { day: string; words: Words }) {
  return (
    <p className="min-w-14 shrink-0 rounded-plate border-[1.5px] border-maintenance px-2 pt-1.5 pb-1 text-center leading-tight">
      <span className="block font-serif text-[1.6rem] leading-none font-[450]">{Number(day.slice(8))}</span>
      <span className="text-xs text-ink-2">{words.dates.formatShortMonth(day)}</span>
    </p>
  );
}
