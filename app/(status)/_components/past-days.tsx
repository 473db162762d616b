import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { foldDays } from "@/lib/view/fold-days";
import { formatDay, formatNear, labelRun, readDay } from "@/lib/view/format-time";
import type { DayView, PageView } from "@/lib/view/page-view";
import { Day } from "./day";
import { PastIncidents } from "./past-incidents";
import { PastMaintenances } from "./past-maintenances";
import { SectionHeading } from "./section-heading";

/** The last days, newest first; neighbouring days without incidents are one line. */
export const PastDays = memo(function PastDays({
  view,
  isFresh,
  at,
}: {
  view: PageView;
  isFresh: boolean;
  at: EpochMs;
}) {
  const { pastDays, timeZone: zone, asOf, publishes } = view;
  if (!publishes || asOf === null || pastDays.length === 0) return null;
  const isCalmToday = ({ date, incidents, maintenances }: DayView) =>
    date === readDay(at, zone) && incidents.length === 0 && maintenances.length === 0;
  const today = pastDays.find(isCalmToday);
  return (
    <section className="wrap mb-14 sm:mb-18" id="past" aria-labelledby="past-title">
      <SectionHeading id="past-title" title="Past days">
        <a className="inline-flex min-h-11 items-center text-[0.875rem] text-accent print:hidden" href="/history">
          All history
        </a>
      </SectionHeading>
      <ol>
        {today && (
          <Day label={formatDay(today.date)}>
            <p className="text-ink-2">{sayToday(view, isFresh, at)}</p>
          </Day>
        )}
        {foldDays(pastDays.filter((day) => day !== today)).map((entry) =>
          entry.kind === "calm" ? (
            <Day key={entry.days[0]?.date} label={labelRun(entry.days.map(({ date }) => date))}>
              <p className="text-ink-2">{sayCalm(entry.days.length)}</p>
            </Day>
          ) : (
            <Day key={entry.day.date} label={formatDay(entry.day.date)}>
              <PastIncidents incidents={entry.day.incidents} zone={zone} />
              <PastMaintenances maintenances={entry.day.maintenances} zone={zone} />
            </Day>
          ),
        )}
      </ol>
    </section>
  );
});

function sayCalm(count: number): string {
  return count === 1 ? "No incidents recorded." : `No incidents recorded on ${count} days.`;
}

/** Today is not over, and may be told only as far as the data reaches. */
function sayToday({ activeIncidents, asOf, timeZone }: PageView, isFresh: boolean, at: EpochMs): string {
  const seen = asOf === null ? "" : formatNear(asOf, at, timeZone);
  const open = activeIncidents.length;
  if (open > 0) return `${open === 1 ? "1 incident is" : `${open} incidents are`} still open and told above.`;
  return isFresh
    ? "No incidents recorded so far."
    : `No incidents recorded up to ${seen}. Nothing is known after that.`;
}
