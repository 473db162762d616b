import {
  type ComponentAvailability,
  type DayFigure,
  describeDays,
  type Segment,
  sumSeconds,
  type Window,
} from "@/lib/domain/availability";
import { type FoldContext, foldComponentInSlices } from "@/lib/domain/component-history";
import { findKnownSince } from "@/lib/domain/known-time";
import type { History } from "@/lib/domain/object-history";
import type { Weights } from "@/lib/domain/policy";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { listDays } from "@/lib/domain/zone-days";
import { systemClock } from "@/lib/platform/clock";
import { runInSlices } from "@/lib/poller/slices";
import type { PageView } from "@/lib/view/page-view";
import type { PublicSettings } from "./public-settings";

/** What the public may ask of the past: components by their slugs, never objects. Worked out in slices. */
export interface PublicHistory {
  /** Since when anything is known. */
  since: EpochMs;
  /** The page's: in which days and months begin. */
  timeZone: string;
  /** How much of the time in a state counts as down. */
  weights: Weights;
  /**
   * The seconds of some components (null: all, in the order of the page) in a window, judged at `at`; null when a slug is
   * unknown.
   */
  availability(
    slugs: readonly string[] | null,
    window: Window,
    how: { byDay: boolean; at: EpochMs },
  ): Promise<ComponentAvailability[] | null>;
  /** The days of one component in a window; null when there is no such component. */
  days(slug: string, window: Window, at: EpochMs): Promise<DayFigure[] | null>;
}

/** What is known of how true the page is. */
export type Truth = Pick<PageView, "asOf" | "freshUntil">;

/** Until when anything is known: now while the data may be called current, else until it was true last. */
export function findKnownUntil({ asOf, freshUntil }: Truth, at: EpochMs): EpochMs {
  if (asOf === null || freshUntil === null) return Number.NEGATIVE_INFINITY;
  return at <= freshUntil ? at : Math.min(asOf, freshUntil);
}

/** The past of the components on show; null while nothing is known of it. */
export function createPublicHistory(
  history: History | null,
  components: readonly ComponentMembers[],
  truth: Truth,
  settings: PublicSettings,
): PublicHistory | null {
  const since = history === null ? null : findKnownSince(history.source);
  if (history === null || since === null) return null;
  const { mapping, timeZone, weights } = settings;

  const fold = (component: ComponentMembers, window: Window, at: EpochMs): Generator<void, Segment[]> => {
    const knownUntil = findKnownUntil(truth, at);
    const context: FoldContext = { history, mapping, knownUntil, toleratedGapMs: settings.stalenessThresholdMs };
    return foldComponentInSlices(component, context, window);
  };

  function* count(chosen: readonly ComponentMembers[], window: Window, { byDay, at }: { byDay: boolean; at: EpochMs }) {
    const days = byDay ? listDays(timeZone, window) : null;
    const answers: ComponentAvailability[] = [];
    for (const component of chosen) {
      const timeline = yield* fold(component, window, at);
      const { slug, name } = component;
      const seconds = sumSeconds(timeline, window);
      answers.push({ slug, name, seconds, days: days === null ? null : describeDays(timeline, days) });
      yield;
    }
    return answers;
  }

  return {
    since,
    timeZone,
    weights,
    async availability(slugs, window, how) {
      const chosen = slugs === null ? components : components.filter(({ slug }) => slugs.includes(slug));
      if (slugs?.some((slug) => !components.some((component) => component.slug === slug))) return null;
      return runInSlices(count(chosen, window, how), systemClock.monotonic);
    },
    async days(slug, window, at) {
      const component = components.find((each) => each.slug === slug);
      if (component === undefined) return null;
      const timeline = await runInSlices(fold(component, window, at), systemClock.monotonic);
      return describeDays(timeline, listDays(timeZone, window));
    },
  };
}
