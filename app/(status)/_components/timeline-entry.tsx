import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { readDay } from "@/lib/view/wall-time";
import type { Words } from "@/lib/view/words/speak";
import { Time } from "./time";

interface TimelineEntryProps {
  /** Fragment of its permalink; null where there is none. */
  anchor: string | null;
  at: EpochMs;
  zone: string;
  title: string;
  /** What stands under the text: who said it. */
  meta: ReactNode;
  words: Words;
  children: ReactNode;
}

/** One thing that was said: when, what, by whom. */
export function TimelineEntry({ anchor, at, zone, title, meta, words, children }: TimelineEntryProps) {
  return (
    <li
      id={anchor ?? undefined}
      className="day grid scroll-mt-6 gap-x-10 pb-6 ps-7 sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:ps-0"
    >
      <p className="flex gap-3 text-s text-ink-3 sm:block sm:text-end">
        <Time className="block text-m leading-normal font-medium text-ink" at={at} zone={zone} words={words} />
        <span className="leading-[1.65rem] sm:leading-normal">{words.dates.formatDay(readDay(at, zone))}</span>
      </p>
      <div className="wash max-w-[62ch] min-w-0">
        <h3 className="text-base leading-normal font-semibold">{title}</h3>
        {children}
        <p className="flex min-h-11 flex-wrap items-center gap-x-4 text-s text-ink-3">
          {meta}
          {anchor !== null && (
            <a
              className="inline-flex min-h-11 items-center print:hidden"
              href={`#${anchor}`}
              aria-label={words.say("update.permalinkTo", { time: words.dates.formatMoment(at, zone) })}
            >
              {words.say("update.permalink")}
            </a>
          )}
        </p>
      </div>
    </li>
  );
}
