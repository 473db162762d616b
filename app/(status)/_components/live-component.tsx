"use client";

import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { countDays, sayDay } from "@/lib/view/bar-words";
import { isDisturbed } from "@/lib/view/history-view";
import type { JudgedComponent } from "@/lib/view/judge";
import type { BarsView, PageView } from "@/lib/view/page-view";
import { readDay } from "@/lib/view/wall-time";
import type { Place, Words } from "@/lib/view/words/speak";
import { AsOf } from "./as-of";
import { Bar } from "./bar";
import { Chevron } from "./chevron";
import { ComponentFigures } from "./component-figures";
import { Fill } from "./fill";
import { PageHeading } from "./page-heading";
import { PageIcon } from "./page-icon";
import { SectionHeading } from "./section-heading";
import { StateLabel } from "./state-label";
import { TipStage } from "./tip-stage";
import { useLivePage } from "./use-live-page";
import { useWords } from "./use-words";

interface LiveComponentProps {
  /** The page, with as much of it as concerns the component. */
  initial: PageView;
  slug: string;
  name: string;
  renderedAt: EpochMs;
  place: Place;
}

/** What changes by itself on the page of one service: its state, its days and its figures. */
export function LiveComponent({ initial, slug, name, renderedAt, place }: LiveComponentProps) {
  const words = useWords(place);
  const { view, told, judged, at, readNow } = useLivePage(initial, renderedAt, words);
  const components = judged.groups.flatMap((group) => group.components);
  const component = components.find((each) => each.slug === slug);
  const state = component?.state ?? "unknown";
  const stateWord = words.say(`state.${state}`);
  const isFresh = judged.freshness === "fresh";
  return (
    <>
      <title>{`${name} — ${stateWord} · ${view.name}`}</title>
      <PageIcon state={state} />
      <header className="mt-3 mb-10 sm:mb-14">
        <p className="mb-2">
          <StateLabel state={state}>
            {component?.lastKnown ? <LastKnown state={component.lastKnown} words={words} /> : stateWord}
          </StateLabel>
        </p>
        <PageHeading title={component?.name ?? name}>
          {component === undefined && <p>{words.say("service.gone")}</p>}
          {component?.description && <p>{component.description}</p>}
          {!isFresh && <p>{judged.lede}</p>}
          <Lasting view={told} slug={slug} words={words} />
          {isFresh && <UnderWay view={told} component={component} words={words} />}
        </PageHeading>
        <AsOf view={told} judged={judged} at={at} readNow={readNow} words={words} />
      </header>
      {component && <Days component={component} view={view} at={at} isFresh={isFresh} words={words} />}
    </>
  );
}

function LastKnown({ state, words }: { state: PublicState; words: Words }) {
  const known = words.say("ledger.lastKnown", { state: words.say(`stateInside.${state}`) });
  return (
    <Fill
      text={words.raw("service.lastKnown")}
      parts={{
        state: words.say("state.unknown"),
        known: <span className="font-normal text-ink-3">{known}</span>,
      }}
    />
  );
}

/** The incidents that touch it now. */
function Lasting({ view, slug, words }: { view: PageView; slug: string; words: Words }) {
  return view.activeIncidents
    .filter(({ components }) => components.some((affected) => affected.slug === slug))
    .map(({ id, title, startedAt }) => (
      <p key={id}>
        <Fill
          text={words.raw("service.since")}
          parts={{
            title: <Way href={words.href(`/incidents/${id}`)} title={title} />,
            time: words.dates.formatClock(startedAt, view.timeZone),
          }}
        />
      </p>
    ));
}

interface UnderWayProps {
  view: PageView;
  component: JudgedComponent | undefined;
  words: Words;
}

/** The maintenance that is under way in it. */
function UnderWay({ view, component, words }: UnderWayProps) {
  const found = view.maintenances.find(({ id }) => id === component?.maintenanceId);
  if (found === undefined) return null;
  return (
    <p>
      <Fill
        text={words.raw("service.until")}
        parts={{
          title: <Way href={words.href(`/maintenance/${found.id}`)} title={found.title} />,
          time: words.dates.formatClock(found.endsAt, view.timeZone),
        }}
      />
    </p>
  );
}

function Way({ href, title }: { href: string; title: string }) {
  return (
    <a className="text-accent" href={href}>
      {title}
    </a>
  );
}

interface DaysProps {
  component: JudgedComponent;
  view: PageView;
  at: EpochMs;
  isFresh: boolean;
  words: Words;
}

function Days({ component: { slug, name, bars }, view, at, isFresh, words }: DaysProps) {
  const { history, timeZone } = view;
  if (history === null || bars === null) return null;
  const { formatShortDay } = words.dates;
  const today = readDay(at, timeZone);
  const last = history.dates.at(-1) ?? "";
  return (
    <section id="days" className="mb-14 sm:mb-18" aria-labelledby="days-title">
      <SectionHeading id="days-title" title={words.say("service.days")}>
        <p>{sayCalmDays(bars, words)}</p>
      </SectionHeading>
      <TipStage className={isFresh ? "" : "bars-unconfirmed"}>
        <Bar bars={bars} dates={history.dates} today={today} name={name} slug={slug} isBig words={words} />
        <p className="mt-2.5 mb-8 flex justify-between text-xs text-ink-3" aria-hidden="true">
          <span className="desk-only">{formatShortDay(history.dates[0] ?? "")}</span>
          <span className="phone-only">{formatShortDay(history.dates.at(-30) ?? "")}</span>
          <span>{last === today ? words.say("ledger.today") : formatShortDay(last)}</span>
        </p>
      </TipStage>
      <ComponentFigures bars={bars} words={words} />
      <DayList bars={bars} dates={history.dates} today={today} words={words} />
    </section>
  );
}

interface DayListProps {
  bars: BarsView;
  dates: readonly string[];
  today: string;
  words: Words;
}

/** The days that stand out, in words, newest first. */
function DayList({ bars: { marks, days }, dates, today, words }: DayListProps) {
  const untold = [...marks].filter(isDisturbed).length - days.length;
  return (
    <details className="mt-2 border-b border-line-2" open>
      <summary className="ledger-note px-0">
        <Chevron />
        {words.say("table.days")}
      </summary>
      <ul className="day-list">
        {[...days].reverse().map((day) => {
          const date = dates[day.index] ?? "";
          return (
            <li key={date}>{sayDay({ date, mark: marks[day.index] ?? "", day, isToday: date === today }, words)}</li>
          );
        })}
        {untold > 0 && <li>{words.count("table.more", untold)}</li>}
        {days.length + untold === 0 && <li>{words.say("table.none")}</li>}
      </ul>
    </details>
  );
}

function sayCalmDays({ marks }: BarsView, words: Words): string {
  const { known, disrupted } = countDays(marks);
  return words.count("service.calmDays", known, { calm: known - disrupted });
}
