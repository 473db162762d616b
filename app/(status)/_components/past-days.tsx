import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { foldDays } from "@/lib/view/fold-days";
import { countActive } from "@/lib/view/limit-page";
import type { DayView, PageView } from "@/lib/view/page-view";
import { readDay } from "@/lib/view/wall-time";
import { placeOf, type Words } from "@/lib/view/words/speak";
import { Day } from "./day";
import { PastOfDay } from "./past-of-day";
import { SectionHeading } from "./section-heading";

interface PastDaysProps {
  view: PageView;
  isFresh: boolean;
  at: EpochMs;
  words: Words;
}

/** The last days, newest first; neighbouring days without incidents are one line. */
export const PastDays = memo(function PastDays({ view, isFresh, at, words }: PastDaysProps) {
  const { pastDays, timeZone: zone, asOf, publishes } = view;
  const { labelRun, formatDay } = words.dates;
  if (!publishes || asOf === null || pastDays.length === 0) return null;
  const isCalmToday = ({ date, incidents, maintenances }: DayView) =>
    date === readDay(at, zone) && incidents.length === 0 && maintenances.length === 0;
  const today = pastDays.find(isCalmToday);
  return (
    <section className="wrap mb-14 sm:mb-18" id="past" aria-labelledby="past-title">
      <SectionHeading id="past-title" title={words.say("past.title")}>
        <a
          className="inline-flex min-h-11 items-center text-[0.875rem] text-accent print:hidden"
          href={words.href("/history")}
        >
          {words.say("past.all")}
        </a>
      </SectionHeading>
      <ol>
        {today && (
          <Day label={formatDay(today.date)}>
            <p className="text-ink-2">{sayToday(view, isFresh, at, words)}</p>
          </Day>
        )}
        {foldDays(pastDays.filter((day) => day !== today)).map((entry) =>
          entry.kind === "calm" ? (
            <Day key={entry.days[0]?.date} label={labelRun(entry.days.map(({ date }) => date))}>
              <p className="text-ink-2">{sayCalm(entry.days.length, words)}</p>
            </Day>
          ) : (
            <Day key={entry.day.date} label={formatDay(entry.day.date)}>
              <PastOfDay {...entry.day} zone={zone} place={placeOf(words)} />
            </Day>
          ),
        )}
      </ol>
    </section>
  );
});

function sayCalm(count: number, words: Words): string {
  return count === 1 ? words.say("past.none") : words.count("past.noneOn", count);
}

/** Today is not over, and may be told only as far as the data reaches. */
function sayToday(view: PageView, isFresh: boolean, at: EpochMs, words: Words): string {
  const { asOf, timeZone } = view;
  const { underWay, watched } = countActive(view);
  const open = underWay + watched;
  if (open > 0) return words.count("past.open", open);
  if (isFresh) return words.say("past.noneToday");
  const time = asOf === null ? "" : words.dates.formatNear(asOf, at, timeZone);
  return words.say("past.noneUntil", { time });
}
