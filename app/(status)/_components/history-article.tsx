import { type PublicState, worstState } from "@/lib/domain/public-state";
import { dateIn } from "@/lib/domain/zone-days";
import type { IncidentMonth } from "@/lib/server/incident-month";
import { foldDays } from "@/lib/view/fold-days";
import type { DayView } from "@/lib/view/page-view";
import { formatLongZone } from "@/lib/view/wall-time";
import { placeOf, type Words } from "@/lib/view/words/speak";
import { ComponentFilter } from "./component-filter";
import { Crumb } from "./crumb";
import { Day } from "./day";
import { MonthLinks } from "./month-links";
import { PageHeading } from "./page-heading";
import { PastOfDay } from "./past-of-day";
import { SectionHeading } from "./section-heading";
import { colorOf, Sign } from "./sign";

interface HistoryProps {
  reading: IncidentMonth;
  words: Words;
}

/** A month with all that happened in it, by day. */
export function HistoryArticle({ reading, words }: HistoryProps) {
  const { view, month, component } = reading;
  const hrefOf = (other: string) =>
    words.href(`/history?month=${other}${component ? `&component=${component.slug}` : ""}`);
  const days = listDays(reading);
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb words={words} />
      <header className="mt-3 mb-10 sm:mb-14">
        <PageHeading title={words.say("history.title")}>
          <p>{sayLede(reading, words)}</p>
        </PageHeading>
        <ComponentFilter
          action={words.href("/history")}
          groups={view.groups}
          chosen={component?.slug ?? null}
          month={month.month}
          words={words}
        />
      </header>
      <section aria-labelledby="month-title">
        <SectionHeading id="month-title" title={words.dates.formatMonth(month.month)}>
          {reading.incidents !== null && <p>{sayDays(days, words)}</p>}
        </SectionHeading>
        {reading.incidents === null ? (
          <p className="border-t border-line py-4 text-ink-2">{words.say("history.unread")}</p>
        ) : (
          <>
            <Strip reading={reading} words={words} />
            <DayList days={days} reading={reading} words={words} />
          </>
        )}
        <div className="mt-6">
          <MonthLinks month={month} hrefOf={hrefOf} words={words} />
        </div>
      </section>
    </article>
  );
}

function sayLede({ view, at, component }: IncidentMonth, words: Words): string {
  const zone = formatLongZone(at, view.timeZone, words.locale);
  if (component === null) return words.say("history.lede", { zone });
  return words.say("history.ledeOf", { name: component.name, zone });
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

function sayDays(days: readonly DayView[], words: Words): string {
  const count = days.filter(({ incidents }) => incidents.length > 0).length;
  return words.count("history.days", count, { calm: days.length - count });
}

/** The month at a glance. The links carry the words; a day without a sign makes no claim but that nothing was recorded. */
function Strip({ reading: { month, today, incidents, maintenances }, words }: HistoryProps) {
  return (
    <ol className="strip" aria-label={words.say("history.strip")}>
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
              <StripLink date={date} state={worstState(states)} words={words} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

function StripLink({ date, state, words }: { date: string; state: PublicState; words: Words }) {
  const day = words.dates.formatLongDay(date);
  return (
    <a
      className="strip-cell font-semibold text-ink"
      href={`#day-${date}`}
      aria-label={words.say("history.stripDay", { day, state: words.say(`state.${state}`) })}
    >
      {Number(date.slice(8))}
      <span className={`flex ${colorOf(state)}`}>
        <Sign state={state} className="size-4" />
      </span>
    </a>
  );
}

function DayList({ days, reading: { view, at }, words }: HistoryProps & { days: readonly DayView[] }) {
  const zone = view.timeZone;
  const { labelRun, formatDay } = words.dates;
  const known = view.history === null ? null : dateIn(zone, view.history.since);
  return (
    <ol className="days [&>li:first-child]:border-t-0">
      {foldDays(days).map((entry) =>
        entry.kind === "calm" ? (
          <Day key={entry.days[0]?.date} label={labelRun(entry.days.map(({ date }) => date))}>
            <p className="text-ink-2">{sayCalm(entry.days, known, dateIn(zone, at), words)}</p>
          </Day>
        ) : (
          <Day key={entry.day.date} id={`day-${entry.day.date}`} label={formatDay(entry.day.date)}>
            <PastOfDay {...entry.day} zone={zone} place={placeOf(words)} />
          </Day>
        ),
      )}
    </ol>
  );
}

/** Of days before anything is known nothing is claimed. */
function sayCalm(days: readonly DayView[], known: string | null, today: string, words: Words): string {
  const newest = days[0]?.date ?? "";
  if (known !== null && newest < known) return words.say("past.noneKnown");
  if (days.length > 1) return words.count("past.noneOn", days.length);
  return words.say(newest === today ? "past.noneToday" : "past.none");
}
