import {
  addSeconds,
  type BarFigures,
  type DayFigure,
  describeDays,
  type Segment,
  type SiteFigures,
  type Span,
  sumSeconds,
  sumSpans,
  type Window,
} from "@/lib/domain/availability";
import { type FoldContext, foldComponentInSlices, foldWorstInSlices } from "@/lib/domain/component-history";
import { findKnownSince, listKnownWindows } from "@/lib/domain/known-time";
import type { History } from "@/lib/domain/object-history";
import type { StateMapping } from "@/lib/domain/policy";
import { type ComponentMembers, hostOf, type ObjectKey } from "@/lib/domain/snapshot";
import { findStep } from "@/lib/domain/steps";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { addDays, dateIn, listDays, startOfDate, type ZoneDay } from "@/lib/domain/zone-days";
import type { Clock } from "@/lib/platform/clock";
import { runInSlices } from "@/lib/poller/slices";

/** Days that the page shows, today included. */
const SHOWN_DAYS = 90;

export interface FigureKeeperDeps {
  timeZone: string;
  mapping: StateMapping;
  toleratedGapMs: number;
  clock: Pick<Clock, "monotonic">;
}

/** Now, and until when anything is known. */
export interface FigureInstants {
  at: EpochMs;
  knownUntil: EpochMs;
}

/** The days that are over, with what they were worked out from: while that is so, they hold. */
interface ClosedDays {
  evidence: Evidence;
  components: ReadonlyMap<string, readonly DayFigure[]>;
  group: readonly DayFigure[];
}

interface Evidence {
  components: readonly ComponentMembers[];
  /** The days, and which time of them is known. */
  time: string;
  /** Of all tracks of all members together: changes that were no additions at the end, and the ends of those days. */
  rewrites: number;
  lastMarks: number;
}

/** What one call works with. */
interface Work {
  context: FoldContext;
  /** Oldest first. */
  closed: readonly ZoneDay[];
  closedTime: Window;
  today: ZoneDay;
  /** The last 24 hours. */
  lastDay: Window;
}

/**
 * Keeps the figures of the page's bars. Days that are over are worked out again only when something in them, or the
 * components, changed, and when the day turns; today is at each call. All of it in slices.
 */
export function createFigureKeeper({ timeZone, mapping, toleratedGapMs, clock }: FigureKeeperDeps) {
  let kept: ReadonlyMap<string | null, ClosedDays> = new Map();

  function* work(history: History, components: readonly ComponentMembers[], { at, knownUntil }: FigureInstants) {
    const since = findKnownSince(history.source);
    if (since === null) return null;
    const plan = planWork({ history, mapping, knownUntil, toleratedGapMs }, timeZone, at);
    const closed = new Map<string | null, ClosedDays>();
    const figures = { components: new Map<string, BarFigures>(), groups: new Map<string | null, BarFigures>() };
    for (const [name, members] of groupComponents(components)) {
      const days = yield* closeDays(members, kept.get(name), plan);
      closed.set(name, days);
      yield* addRecentDays(name, days, plan, figures);
    }
    kept = closed;
    const dates = [...plan.closed, plan.today].map(({ date }) => date);
    return { since, dates, ...figures } satisfies SiteFigures;
  }

  return {
    /** The figures at an instant; null while nothing is known. */
    figures(
      history: History,
      components: readonly ComponentMembers[],
      instants: FigureInstants,
    ): Promise<SiteFigures | null> {
      return runInSlices(work(history, components, instants), clock.monotonic);
    },
  };
}

function planWork(context: FoldContext, timeZone: string, at: EpochMs): Work {
  const date = dateIn(timeZone, at);
  const today = { date, from: startOfDate(timeZone, date), to: at };
  const closedTime = { from: startOfDate(timeZone, addDays(date, 1 - SHOWN_DAYS)), to: today.from };
  const closed = listDays(timeZone, closedTime);
  return { context, closed, closedTime, today, lastDay: { from: at - DAY_MS, to: at } };
}

function groupComponents(components: readonly ComponentMembers[]): Map<string | null, ComponentMembers[]> {
  const groups = new Map<string | null, ComponentMembers[]>();
  for (const component of components) {
    const group = groups.get(component.group);
    if (group === undefined) groups.set(component.group, [component]);
    else group.push(component);
  }
  return groups;
}

/** A group is worked out as a whole, since its own days need the timelines of all its components. */
function* closeDays(
  components: readonly ComponentMembers[],
  kept: ClosedDays | undefined,
  { context, closed, closedTime }: Work,
): Generator<void, ClosedDays> {
  const evidence = yield* gatherEvidence(components, context, closedTime);
  if (kept !== undefined && isSame(kept.evidence, evidence)) return kept;
  const timelines: Segment[][] = [];
  const figures = new Map<string, readonly DayFigure[]>();
  for (const component of components) {
    const timeline = yield* foldComponentInSlices(component, context, closedTime);
    timelines.push(timeline);
    figures.set(component.slug, describeDays(timeline, closed));
    yield;
  }
  const group = describeDays(yield* foldWorstInSlices(timelines, closedTime), closed);
  return { evidence, components: figures, group };
}

function* gatherEvidence(
  components: readonly ComponentMembers[],
  context: FoldContext,
  window: Window,
): Generator<void, Evidence> {
  const { source, unread } = context.history;
  const time = JSON.stringify([window, listKnownWindows(source, context, window), unread?.from, unread?.to]);
  const evidence = { components, time, rewrites: 0, lastMarks: 0 };
  for (const { members } of components) {
    let carrier: ObjectKey | null = null;
    for (const key of members) {
      addEvidence(evidence, context.history, key, window.to);
      // Members stand together by their hosts.
      if (hostOf(key) !== carrier) addEvidence(evidence, context.history, hostOf(key), window.to);
      carrier = hostOf(key);
    }
    yield;
  }
  return evidence;
}

function addEvidence(evidence: Evidence, { objects }: History, key: ObjectKey, before: EpochMs): void {
  const object = objects.get(key);
  if (object === undefined) return;
  for (const steps of [object.states, object.downtimes]) {
    const last = steps.ats.at(-1) ?? before;
    evidence.rewrites += steps.rewrites;
    evidence.lastMarks += (last < before ? last : (steps.ats[findStep(steps, before - 1)] ?? before)) - before;
  }
}

function isSame(a: Evidence, b: Evidence): boolean {
  const isAlike = a.time === b.time && a.rewrites === b.rewrites && a.lastMarks === b.lastMarks;
  return isAlike && a.components.length === b.components.length && a.components.every((c, i) => c === b.components[i]);
}

/** Adds today and the last 24 hours to what is over. */
function* addRecentDays(
  name: string | null,
  { evidence, components, group }: ClosedDays,
  { context, today, lastDay }: Work,
  figures: { components: Map<string, BarFigures>; groups: Map<string | null, BarFigures> },
): Generator<void, void> {
  const recent = { from: Math.min(today.from, lastDay.from), to: today.to };
  const timelines: Segment[][] = [];
  const spans: BarFigures["spans"][] = [];
  for (const component of evidence.components) {
    const timeline = yield* foldComponentInSlices(component, context, recent);
    timelines.push(timeline);
    const days = [...(components.get(component.slug) ?? []), ...describeDays(timeline, [today])];
    const own = sumSpans(days, sumSeconds(timeline, lastDay));
    spans.push(own);
    figures.components.set(component.slug, { days, spans: own });
    yield;
  }
  const days = describeDays(yield* foldWorstInSlices(timelines, recent), [today]);
  figures.groups.set(name, { days: [...group, ...days], spans: addSpans(spans) });
}

function addSpans(all: readonly BarFigures["spans"][]): BarFigures["spans"] {
  const add = (span: Span) => addSeconds(all.map((spans) => spans[span]));
  return { day: add("day"), week: add("week"), month: add("month"), quarter: add("quarter") };
}
