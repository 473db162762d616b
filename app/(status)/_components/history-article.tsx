import { worstState } from "@/lib/domain/public-state";
import { dateIn } from "@/lib/domain/zone-days";
import type { IncidentMonth } from "@/lib/server/incident-month";
import { foldDays } from "@/lib/view/fold-days";
import { formatDay, formatLongDay, formatLongZone, labelRun } from "@/lib/view/format-time";
import type { DayView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { ComponentFilter } from "./component-filter";
import { Crumb } from "./crumb";
import { Day } from "./day";
import { MonthLinks } from "./month-links";
import { PageHeading } from "./page-heading";
import { PastIncidents } from "./past-incidents";
import { PastMaintenances } from "./past-maintenances";
import { SectionHeading } from "./section-heading";
import { colorOf, Sign } from "./sign";

/** A month with all that happened in it, by day. */
export function HistoryArticle({ reading }: { reading: IncidentMonth }) {
  const { view, at, month, component } = reading;
  const hrefOf = (other: string) => `/history?month=${other}${component ? `&component=${component.slug}` : ""}`;
  const days = listDays(reading);
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb />
      <header className="mt-3 mb-10 sm:mb-14">
        <PageHeading title="History">
          <p>
            {component === null ? "Every incident that was shown" : `Every incident of ${component.name}`}, by the day
            on which it began, and maintenance, by the day on which it was over. Days are days in{" "}
            {formatLongZone(at, view.timeZone)}.
          </p>
        </PageHeading>
        <ComponentFilter action="/history" groups={view.groups} chosen={component?.slug ?? null} month={month.month} />
      </header>
      <section aria-labelledby="month-title">
        <SectionHeading id="month-title" title={month.title}>
          {reading.incidents !== null && <p>{sayDays(days)}</p>}
        </SectionHeading>
        {reading.incidents === null ? (
          <p className="border-t border-line py-4 text-ink-2">
            The incidents cannot be read right now. Please try again later.
          </p>
        ) : (
          <>
            <Strip reading={reading} />
            <DayList days={days} reading={reading} />
          </>
        )}
        <div className="mt-6">
          <MonthLinks month={month} hrefOf={hrefOf} />
        </div>
      </section>
    </article>
  );
}

/** The days that have come, newest first. */
function listDays({ month, today, incidents, maintenances }: IncidentMonth): DayView[] {
  const past = month.days.filter((date) => date <= today);
  return past.reverse().map((date) => ({
    date,
    incidents: incidents?.get(date) ?? [],
    maintenances: maintenances.get(date) ?? [],
  }));
}

function sayDays(days: readonly DayView[]): string {
  const count = days.filter(({ incidents }) => incidents.length > 0).length;
  return `${count === 1 ? "1 day" : `${count} days`} with incidents, ${days.length - count} without`;
}

/** The month at a glance. The links carry the words; a day without a sign makes no claim but that nothing was recorded. */
function Strip({ reading: { month, today, incidents, maintenances } }: { reading: IncidentMonth }) {
  return (
    <ol className="strip" aria-label="Days with incidents or maintenance">
      {month.days.map((date) => {
        const impacts = (incidents?.get(date) ?? []).map(({ impact }) => impact);
        const states = maintenances.has(date) ? [...impacts, "under_maintenance" as const] : impacts;
        const number = Number(date.slice(8));
        const mark = date > today ? <i className="calendar-future" /> : <i className="calendar-dot" />;
        return (
          <li key={date} className={date === today ? "calendar-today" : ""}>
            {states.length === 0 ? (
              <span className="strip-cell" aria-hidden="true">
                {number}
                {mark}
              </span>
            ) : (
              <StripLink date={date} state={worstState(states)} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

function StripLink({ date, state }: { date: string; state: Parameters<typeof Sign>[0]["state"] }) {
  return (
    <a
      className="strip-cell font-semibold text-ink"
      href={`#day-${date}`}
      aria-label={`${formatLongDay(date)}: ${STATE_WORDS[state]}`}
    >
      {Number(date.slice(8))}
      <span className={`flex ${colorOf(state)}`}>
        <Sign state={state} className="size-4" />
      </span>
    </a>
  );
}

function DayList({ days, reading: { view, at } }: { days: readonly DayView[]; reading: IncidentMonth }) {
  const zone = view.timeZone;
  const known = view.history === null ? null : dateIn(zone, view.history.since);
  return (
    <ol className="days [&>li:first-child]:border-t-0">
      {foldDays(days).map((entry) =>
        entry.kind === "calm" ? (
          <Day key={entry.days[0]?.date} label={labelRun(entry.days.map(({ date }) => date))}>
            <p className="text-ink-2">{sayCalm(entry.days, known, dateIn(zone, at))}</p>
          </Day>
        ) : (
          <Day key={entry.day.date} id={`day-${entry.day.date}`} label={formatDay(entry.day.date)}>
            <PastIncidents incidents={entry.day.incidents} zone={zone} />
            <PastMaintenances maintenances={entry.day.maintenances} zone={zone} />
          </Day>
        ),
      )}
    </ol>
  );
}

/** Of days before anything is known nothing is claimed. */
function sayCalm(days: readonly DayView[], known: string | null, today: string): string {
  const isUnknown = known !== null && (days[0]?.date ?? "") < known;
  if (isUnknown) return "No incidents recorded. Nothing else is known of this time.";
  if (days.length === 1) return days[0]?.date === today ? "No incidents recorded so far." : "No incidents recorded.";
  return `No incidents recorded on ${days.length} days.`;
}
