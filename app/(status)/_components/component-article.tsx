import { MINUTE_MS } from "@/lib/domain/time";
import type { ComponentReading } from "@/lib/server/component-page";
import { formatDay } from "@/lib/view/format-time";
import type { CalendarDay } from "@/lib/view/month-view";
import { sayWeights } from "@/lib/view/weight-words";
import { Calendar } from "./calendar";
import { Crumb } from "./crumb";
import { Day } from "./day";
import { LiveComponent } from "./live-component";
import { MonthLinks } from "./month-links";
import { PastIncidents } from "./past-incidents";
import { PastMaintenances } from "./past-maintenances";
import { RefreshPage } from "./refresh-page";
import { SectionHeading } from "./section-heading";

/** Everything about one service: what is true now, its days, one of its months, and how its state comes about. */
export function ComponentArticle({ reading }: { reading: ComponentReading }) {
  const { view, at, component, month } = reading;
  return (
    <article className="wrap pb-10 sm:pb-16">
      <RefreshPage everyMs={Math.max(MINUTE_MS, view.refreshMs)} />
      <Crumb />
      <LiveComponent initial={view} slug={component.slug} name={component.name} renderedAt={at} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <section aria-labelledby="month-title">
          <SectionHeading id="month-title" title={month.title}>
            <MonthLinks month={month} hrefOf={(other) => `/components/${component.slug}?month=${other}#month-title`} />
          </SectionHeading>
          <ComponentMonth reading={reading} />
        </section>
        <Aside reading={reading} />
      </div>
    </article>
  );
}

function ComponentMonth({ reading }: { reading: ComponentReading }) {
  const { view, component, month, calendar, incidents, maintenances } = reading;
  const days = new Map(calendar?.map((day) => [day.date, day]));
  const isTold = (date: string) =>
    days.get(date)?.standsOut === true || incidents?.has(date) === true || maintenances.has(date);
  const told = month.days.filter(isTold).reverse();
  return (
    <>
      {calendar === null ? (
        <p className="text-ink-2">What became of the single days cannot be shown right now.</p>
      ) : (
        <Calendar
          days={calendar}
          label={`${component.name}, ${month.title}`}
          hrefOf={({ date }) => (isTold(date) ? `#day-${date}` : null)}
        />
      )}
      {incidents === null && (
        <p className="mt-6 text-ink-2">The incidents of this month cannot be read right now. Please try again later.</p>
      )}
      <ol className="days mt-2 [&>li:first-child]:border-t-0">
        {told.map((date) => (
          <Day key={date} id={`day-${date}`} label={formatDay(date)}>
            <DayWords day={days.get(date)} />
            <PastIncidents incidents={incidents?.get(date) ?? []} zone={view.timeZone} />
            <PastMaintenances maintenances={maintenances.get(date) ?? []} zone={view.timeZone} />
          </Day>
        ))}
      </ol>
      {told.length === 0 && calendar !== null && incidents !== null && (
        <p className="text-ink-2">Nothing that stands out was recorded in this month.</p>
      )}
    </>
  );
}

/** The day stands beside its words already. */
function DayWords({ day }: { day: CalendarDay | undefined }) {
  if (day === undefined || !day.standsOut) return null;
  return <p className="text-ink-2">{day.label.slice(day.label.indexOf(": ") + 2)}</p>;
}

function Aside({ reading: { view, rule, sla, month } }: { reading: ComponentReading }) {
  return (
    <aside className="space-y-8" aria-label="About this service">
      <section aria-labelledby="rule-title">
        <h2 id="rule-title" className="text-s font-medium text-ink-3">
          How this state is decided
        </h2>
        <div className="mt-2 border-y border-line-2 py-4">
          {rule !== null && <p className="font-serif text-[1.1875rem] leading-normal font-[420]">{rule}</p>}
          <p className="mt-2 text-s text-ink-3">
            Only confirmed problems count. Planned work is shown as maintenance, and what cannot be confirmed as
            unknown.
          </p>
        </div>
      </section>
      {view.history !== null && (
        <section aria-labelledby="figures-title">
          <h2 id="figures-title" className="text-s font-medium text-ink-3">
            How the figures are counted
          </h2>
          <p className="mt-2 text-s text-ink-2">{sayWeights(view.history.weights)}</p>
        </section>
      )}
      {sla !== null && (
        <section aria-labelledby="sla-title">
          <h2 id="sla-title" className="text-s font-medium text-ink-3">
            What is promised
          </h2>
          <p className="mt-2 text-ink-2">{sla}&nbsp;% of each month.</p>
          <p>
            <a className="inline-flex min-h-11 items-center text-accent" href={`/report/${month.month}`}>
              Report for {month.title}
            </a>
          </p>
        </section>
      )}
    </aside>
  );
}
