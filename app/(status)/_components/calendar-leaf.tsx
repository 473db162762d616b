import { formatShortDay } from "@/lib/view/format-time";

/** A day, written as `YYYY-MM-DD`, as a leaf of a calendar. */
export function CalendarLeaf({ day }: { day: string }) {
  const [date, month] = formatShortDay(day).split(" ");
  return (
    <p className="min-w-14 shrink-0 rounded-plate border-[1.5px] border-maintenance px-2 pt-1.5 pb-1 text-center leading-tight">
      <span className="block font-serif text-[1.6rem] leading-none font-[450]">{date}</span>
      <span className="text-xs text-ink-2">{month}</span>
    </p>
  );
}
