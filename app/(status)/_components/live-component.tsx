"use client";

import type { EpochMs } from "@/lib/domain/time";
import { countDays } from "@/lib/view/bar-words";
import { formatClock, formatShortDay, readDay } from "@/lib/view/format-time";
import type { JudgedComponent } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { AsOf } from "./as-of";
import { Bar } from "./bar";
import { ComponentFigures } from "./component-figures";
import { PageHeading } from "./page-heading";
import { PageIcon } from "./page-icon";
import { SectionHeading } from "./section-heading";
import { StateLabel } from "./state-label";
import { TipStage } from "./tip-stage";
import { useLivePage } from "./use-live-page";

interface LiveComponentProps {
  /** The page, with as much of it as concerns the component. */
  initial: PageView;
  slug: string;
  name: string;
  renderedAt: EpochMs;
}

/** What changes by itself on the page of one service: its state, its days and its figures. */
export function LiveComponent({ initial, slug, name, renderedAt }: LiveComponentProps) {
  const { view, judged, at, readNow } = useLivePage(initial, renderedAt);
  const components = judged.groups.flatMap((group) => group.components);
  const component = components.find((each) => each.slug === slug);
  const state = component?.state ?? "unknown";
  const isFresh = judged.freshness === "fresh";
  return (
    <>
      <title>{`${name} — ${STATE_WORDS[state]} · ${view.name}`}</title>
      <PageIcon state={state} />
      <header className="mt-3 mb-10 sm:mb-14">
        <p className="mb-2">
          <StateLabel state={state}>
            {STATE_WORDS[state]}
            {component?.lastKnown && (
              <span className="font-normal text-ink-3">
                , last known: {STATE_WORDS[component.lastKnown].toLowerCase()}
              </span>
            )}
          </StateLabel>
        </p>
        <PageHeading title={component?.name ?? name}>
          {component === undefined && <p>This service is no longer shown.</p>}
          {component?.description && <p>{component.description}</p>}
          {!isFresh && <p>{judged.lede}</p>}
          <Lasting view={view} slug={slug} />
          {isFresh && <UnderWay view={view} component={component} />}
        </PageHeading>
        <AsOf view={view} judged={judged} at={at} readNow={readNow} />
      </header>
      {component && <Days component={component} view={view} at={at} isFresh={isFresh} />}
    </>
  );
}

/** The incidents that touch it now. */
function Lasting({ view, slug }: { view: PageView; slug: string }) {
  return view.activeIncidents
    .filter(({ components }) => components.some((affected) => affected.slug === slug))
    .map(({ id, title, startedAt }) => (
      <p key={id}>
        <a className="text-accent" href={`/incidents/${id}`}>
          {title}
        </a>
        , since {formatClock(startedAt, view.timeZone)}
      </p>
    ));
}

/** The maintenance that is under way in it. */
function UnderWay({ view, component }: { view: PageView; component: JudgedComponent | undefined }) {
  const found = view.maintenances.find(({ id }) => id === component?.maintenanceId);
  if (found === undefined) return null;
  return (
    <p>
      <a className="text-accent" href={`/maintenance/${found.id}`}>
        {found.title}
      </a>
      , until {formatClock(found.endsAt, view.timeZone)}
    </p>
  );
}

interface DaysProps {
  component: JudgedComponent;
  view: PageView;
  at: EpochMs;
  isFresh: boolean;
}

function Days({ component: { slug, name, bars }, view, at, isFresh }: DaysProps) {
  const { history, timeZone } = view;
  if (history === null || bars === null) return null;
  const today = readDay(at, timeZone);
  const last = history.dates.at(-1) ?? "";
  return (
    <section className="mb-14 sm:mb-18" aria-labelledby="days-title">
      <SectionHeading id="days-title" title="Last 90 days">
        <p>{sayCalmDays(bars)}</p>
      </SectionHeading>
      <TipStage className={isFresh ? "" : "bars-unconfirmed"}>
        <Bar bars={bars} dates={history.dates} today={today} name={name} slug={slug} isBig />
        <p className="mt-2.5 mb-8 flex justify-between text-xs text-ink-3" aria-hidden="true">
          <span className="desk-only">{formatShortDay(history.dates[0] ?? "")}</span>
          <span className="phone-only">{formatShortDay(history.dates.at(-30) ?? "")}</span>
          <span>{last === today ? "Today so far" : formatShortDay(last)}</span>
        </p>
      </TipStage>
      <ComponentFigures bars={bars} />
    </section>
  );
}

function sayCalmDays({ marks }: NonNullable<JudgedComponent["bars"]>): string {
  const { known, disrupted } = countDays(marks);
  return `${known - disrupted} of ${known} known days without disruption`;
}
