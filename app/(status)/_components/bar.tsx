"use client";

import { memo, useMemo } from "react";
import { areBarsAlike, splitMarks } from "@/lib/view/bar-marks";
import { sayBar, sayDay } from "@/lib/view/bar-words";
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
  isBig?: boolean;
  words: Words;
}

/**
 * The days of a service or group. Calm lies flat, trouble stands up: each day that stands is a link with its text in
 * the page; script adds the quiet days, for the pointer and the arrow keys.
 */
export const Bar = memo(function Bar({ bars, dates, today, name, slug, isBig = false, words }: BarProps) {
  const { runs, standing } = useMemo(() => splitMarks(bars), [bars]);
  const { ref, cursor, handlers } = useDayCursor(bars.marks.length, slug !== null);
  const labelOf = (index: number) => {
    const date = dates[index] ?? "";
    const day = standing.find((mark) => mark.index === index)?.day;
    return sayDay({ date, mark: bars.marks[index] ?? "", day, isToday: date === today }, words);
  };
  const hrefOf = (date = "") =>
    slug === null ? null : words.href(`/components/${slug}?month=${date.slice(0, 7)}#day-${date}`);
  const isQuiet = cursor !== null && !standing.some(({ index }) => index === cursor);
  const label = words.count("bar.label", dates.length, { name, days: sayBar(bars.marks, words) });
  const role = slug === null ? { "aria-hidden": true } : { role: "group", "aria-label": label };
  return (
    <span ref={ref} className={isBig ? "bar bar-big" : "bar"} {...role} {...handlers}>
      <BarBase runs={runs} days={bars.marks.length} />
      {standing.map(({ index, letter, day }) => (
        <BarMark
          key={index}
          index={index}
          letter={letter}
          day={day}
          // Of a group nobody can reach the days but the pointer, which has a script.
          label={slug !== null || index === cursor ? labelOf(index) : null}
          href={hrefOf(dates[index])}
        />
      ))}
      {isQuiet && (
        <BarMark
          key={`cursor-${cursor}`}
          index={cursor}
          letter={null}
          day={undefined}
          label={labelOf(cursor)}
          href={null}
        />
      )}
    </span>
  );
}, isSameBar);

/** The page asks for its data again and again: a bar is drawn anew only when it reads otherwise. */
function isSameBar({ bars, dates, ...a }: BarProps, { bars: nextBars, dates: nextDates, ...b }: BarProps): boolean {
  const isAlike = a.today === b.today && a.name === b.name && a.slug === b.slug && a.words === b.words;
  return isAlike && dates[0] === nextDates[0] && areBarsAlike(bars, nextBars);
}
