"use client";

import { memo } from "react";
import { areBarsAlike } from "@/lib/view/bar-marks";
import { sayBar, sayDay } from "@/lib/view/bar-words";
import { isDisturbed } from "@/lib/view/history-view";
import type { BarsView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { BarBase } from "./bar-base";
import { BarMark } from "./bar-mark";
import { useDayCursor } from "./use-day-cursor";

interface BarProps {
  bars: BarsView;
  /** Days of the marks, `YYYY-MM-DD`. */
  dates: readonly string[];
  /** `YYYY-MM-DD`: the day that is not over. */
  today: string;
  name: string;
  /** Leads to the days of a service; null where the bar stands in something that is pressed itself. */
  slug: string | null;
  /** Whether it stands on the page of its service, and not in a row. */
  isBig?: boolean;
  words: Words;
}

/**
 * The days of a service or group. Calm lies flat, trouble stands up. It is one link to the days in words; script adds the
 * single days, for the pointer and the arrow keys.
 */
export const Bar = memo(function Bar({ bars, dates, today, name, slug, isBig = false, words }: BarProps) {
  const { ref, cursor, handlers } = useDayCursor(bars.marks.length, slug !== null);
  const label = () => words.count("bar.label", dates.length, { name, days: sayBar(bars.marks, words) });
  return (
    <span ref={ref} className={isBig ? "bar bar-big" : "bar"} aria-hidden={slug === null || undefined} {...handlers}>
      <BarBase {...bars} />
      {slug !== null && (
        <a className="bar-way" href={words.href(`/components/${slug}#days`)}>
          <span className="sr-only">{label()}</span>
        </a>
      )}
      {/* Another day is another element: what has the focus anew is read out. */}
      {cursor !== null && <CursorMark key={cursor} {...{ bars, dates, today, slug, words }} index={cursor} />}
    </span>
  );
}, isSameBar);

type CursorMarkProps = Pick<BarProps, "bars" | "dates" | "today" | "slug" | "words"> & { index: number };

/** The day that the pointer or the keys are at, with its text. */
function CursorMark({ bars: { marks, heights, days }, dates, today, slug, words, index }: CursorMarkProps) {
  const date = dates[index] ?? "";
  const mark = marks[index] ?? "";
  const day = days.find((each) => each.index === index);
  const anchor = isDisturbed(mark) ? `day-${date}` : "month-title";
  return (
    <BarMark
      index={index}
      letter={mark}
      height={heights[index] ?? "0"}
      label={sayDay({ date, mark, day, isToday: date === today }, words)}
      href={slug && words.href(`/components/${slug}?month=${date.slice(0, 7)}#${anchor}`)}
    />
  );
}

/** The page asks for its data again and again: a bar is drawn anew only when it reads otherwise. */
function isSameBar({ bars, dates, ...a }: BarProps, { bars: nextBars, dates: nextDates, ...b }: BarProps): boolean {
  const isAlike = a.today === b.today && a.name === b.name && a.slug === b.slug && a.words === b.words;
  return isAlike && dates[0] === nextDates[0] && areBarsAlike(bars, nextBars);
}
