import { MINUTE_MS } from "@/lib/domain/time";
import type { ComponentReading } from "@/lib/server/component-page";
import { sayRoundPercent } from "@/lib/view/bar-words";
import type { CalendarDay } from "@/lib/view/month-view";
import { sayWeights } from "@/lib/view/weight-words";
import { placeOf, type Words } from "@/lib/view/words/speak";
import { Calendar } from "./calendar";
import { Crumb } from "./crumb";
import { Day } from "./day";
import { LiveComponent } from "./live-component";
import { MonthLinks } from "./month-links";
import { PastOfDay } from "./past-of-day";
import { RefreshPage } from "./refresh-page";
import { SectionHeading } from "./section-heading";

interface ComponentProps {
  reading: ComponentReading;
  words: Words;
}

/** Everything about one service: what is true now, its days, one of its months, and how its state comes about. */
export function ComponentArticle({ reading, words }: ComponentProps) {
  const { view, at, component, month } = reading;
  return (
    <article className="wrap pb-10 sm:pb-16">
      <RefreshPage everyMs={Math.max(MINUTE_MS, view.refreshMs)} />
      <Crumb words={words} />
      <LiveComponent
        initial={view}
        slug={component.slug}
        name={component.name}
        renderedAt={at}
        place={placeOf(words)}
      />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <section aria-labelledby="month-title">
          <SectionHeading id="month-title" title={words.dates.formatMonth(month.month)}>
            <MonthLinks
              month={month}
              hrefOf={(other) => words.href(`/components/${component.slug}?month=${other}#month-title`)}
              words={words}
            />
          </SectionHeading>
          <ComponentMonth reading={reading} words={words} />
        </section>
        <Aside reading={reading} words={words} />
      </div>
    </article>
  );
}

function ComponentMonth({ reading, words }: ComponentProps) {
  const { view, component, month, calendar, incidents, maintenances } = reading;
  const days = new Map(calendar?.map((day) => [day.date, day]));
  const isTold = (date: string) =>
    days.get(date)?.standsOut === true || incidents?.has(date) === true || maintenances.has(date);
  const told = month.days.filter(isTold).reverse();
  return (
    <>
      {calendar === null ? (
        <p className="text-ink-2">{words.say("service.noCalendar")}</p>
      ) : (
        <Calendar
          days={calendar}
          label={words.say("service.calendar", {
            name: component.name,
            month: words.dates.formatMonth(month.month),
          })}
          hrefOf={({ date }) => (isTold(date) ? `#day-${date}` : null)}
          words={words}
        />
      )}
      {incidents === null && <p className="mt-6 text-ink-2">{words.say("service.noIncidents")}</p>}
      <ol className="days mt-2 [&>li:first-child]:border-t-0">
        {told.map((date) => (
          <Day key={date} id={`day-${date}`} label={words.dates.formatDay(date)}>
            <DayWords day={days.get(date)} />
            <PastOfDay
              incidents={incidents?.get(date) ?? []}
              maintenances={maintenances.get(date) ?? []}
              zone={view.timeZone}
              place={placeOf(words)}
            />
          </Day>
        ))}
      </ol>
      {told.length === 0 && calendar !== null && incidents !== null && (
        <p className="text-ink-2">{words.say("service.nothing")}</p>
      )}
    </>
  );
}

/** The day stands beside its words already. */
function DayWords({ day }: { day: CalendarDay | undefined }) {
  if (day === undefined || !day.standsOut) return null;
  return <p className="text-ink-2">{day.course}</p>;
}

function Aside({ reading: { view, rule, sla, month }, words }: ComponentProps) {
  return (
    <aside className="space-y-8" aria-label={words.say("service.about")}>
      <section aria-labelledby="rule-title">
        <h2 id="rule-title" className="text-s font-medium text-ink-3">
          {words.say("service.rule")}
        </h2>
        <div className="mt-2 border-y border-line-2 py-4">
          {rule !== null && <p className="font-serif text-[1.1875rem] leading-normal font-[420]">{rule}</p>}
          <p className="mt-2 text-s text-ink-3">{words.say("service.ruleNote")}</p>
        </div>
      </section>
      {view.history !== null && (
        <section aria-labelledby="figures-title">
          <h2 id="figures-title" className="text-s font-medium text-ink-3">
            {words.say("service.figures")}
          </h2>
          <p className="mt-2 text-s text-ink-2">{sayWeights(view.history.weights, words)}</p>
        </section>
      )}
      {sla !== null && (
        <section aria-labelledby="sla-title">
          <h2 id="sla-title" className="text-s font-medium text-ink-3">
            {words.say("service.promise")}
          </h2>
          <p className="mt-2 text-ink-2">{words.say("service.promised", { percent: sayRoundPercent(sla, words) })}</p>
          <p>
            <a className="inline-flex min-h-11 items-center text-accent" href={words.href(`/report/${month.month}`)}>
              {words.say("service.report", { month: words.dates.formatMonth(month.month) })}
            </a>
          </p>
        </section>
      )}
    </aside>
  );
}
