import { readMark } from "@/lib/view/history-view";
import type { CalendarDay } from "@/lib/view/month-view";
import type { Words } from "@/lib/view/words/speak";
import { colorOf, Sign } from "./sign";

interface CalendarProps {
  days: readonly CalendarDay[];
  /** What it is a calendar of, for those who cannot see it. */
  label: string;
  /** Where more is told of a day; null where nothing is. */
  hrefOf: (day: CalendarDay) => string | null;
  words: Words;
}

/** A month in weeks. A day that stands out carries its sign and leads to what is told of it. */
export function Calendar({ days, label, hrefOf, words }: CalendarProps) {
  return (
    <div>
      <p className="grid grid-cols-7 text-center text-xs text-ink-3" aria-hidden="true">
        {words.dates.shortWeekdays.map((name) => (
          <span key={name} className="pb-2">
            {name}
          </span>
        ))}
      </p>
      <ol className="calendar" aria-label={label}>
        {days.map((day, index) => (
          <li
            key={day.date}
            className={`${index === 0 ? `col-start-${weekdayOf(day.date)}` : ""} ${day.isToday ? "calendar-today" : ""}`}
          >
            <CalendarCell day={day} href={hrefOf(day)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function CalendarCell({ day, href }: { day: CalendarDay; href: string | null }) {
  const content = (
    <>
      <span aria-hidden="true">{Number(day.date.slice(8))}</span>
      <DayMark day={day} />
      <span className="sr-only">{day.label}</span>
    </>
  );
  return href === null ? (
    <span className="calendar-cell">{content}</span>
  ) : (
    <a className="calendar-cell font-semibold text-ink" href={href}>
      {content}
    </a>
  );
}

/** Today is not over: it is not called calm before it is. */
function DayMark({ day: { letter, standsOut, isToday } }: { day: CalendarDay }) {
  if (letter === null) return <i className="calendar-future" />;
  const state = readMark(letter);
  if (state === null || (isToday && !standsOut)) return <i className="calendar-blank" />;
  if (!standsOut) return <i className="calendar-calm" />;
  return (
    <span className={`flex ${colorOf(state)}`}>
      <Sign state={state} className="size-4" />
    </span>
  );
}

/** 1 for Monday, 7 for Sunday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
