import { compareStates, isDisrupted, type PublicState, worstState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { sayMinutes } from "./duration-words";
import { formatNear } from "./format-time";
import { MARK_LETTERS } from "./history-view";
import type { BarsView, ComponentView, GroupView, PageView } from "./page-view";

/**
 * `never`: no data was ever read. `stale`: the data is too old to be called current.
 * `lost`: the browser cannot reach the server, so that nothing it holds may be called current.
 */
export type Freshness = "fresh" | "stale" | "never" | "lost";

/** Whether whoever shows the page still hears from the server that it came from. */
export type Contact = "kept" | "lost";

export interface JudgedComponent extends ComponentView {
  /** The state when the data was last true, where it is unknown now; else null. */
  lastKnown: PublicState | null;
}

export interface JudgedGroup extends Omit<GroupView, "components"> {
  components: JudgedComponent[];
  /** The worst state in it. */
  state: PublicState;
}

/** The page as it may be shown at one instant. */
export interface JudgedPage {
  freshness: Freshness;
  /** State of the whole; null when nothing is published. */
  state: PublicState | null;
  /** One sentence for the banner. */
  sentence: string;
  /** A second sentence; null when the first says all. */
  lede: string | null;
  groups: JudgedGroup[];
}

/** Whether data that is current until `freshUntil` may be called current at `at`. */
export function judgeFreshness(freshUntil: EpochMs | null, at: EpochMs): Exclude<Freshness, "lost"> {
  if (freshUntil === null) return "never";
  return at <= freshUntil ? "fresh" : "stale";
}

/**
 * What may be said of the page at `at`. The server and the browser call this same function at the moment of
 * showing, so that a page turns grey by itself however old the answer is that it came with.
 */
export function judgePage(view: PageView, at: EpochMs, contact: Contact = "kept"): JudgedPage {
  const freshness = contact === "lost" ? "lost" : judgeFreshness(view.freshUntil, at);
  const groups = view.groups.map((group) => judgeGroup(group, freshness));
  if (freshness === "lost") return { freshness, state: "unknown", ...sayLost(view, at), groups };
  if (!view.publishes) return { freshness, state: null, ...NOTHING_PUBLISHED, groups };
  if (freshness !== "fresh") return { freshness, state: "unknown", ...sayUnconfirmed(view, at), groups };
  const components = groups.flatMap((group) => group.components);
  return { freshness, state: worstState(components.map((c) => c.state)), ...sayState(components), groups };
}

function judgeGroup(group: GroupView, freshness: Freshness): JudgedGroup {
  const components = group.components.map((component): JudgedComponent => {
    if (freshness === "fresh") return { ...component, lastKnown: null };
    const lastKnown = component.state === "unknown" || freshness === "never" ? null : component.state;
    return { ...component, state: "unknown", since: null, bars: judgeBars(component.bars, freshness), lastKnown };
  });
  const state = worstState(components.map((c) => c.state));
  return { ...group, components, bars: judgeBars(group.bars, freshness), state };
}

const CALM_MARKS: readonly string[] = [MARK_LETTERS.operational, MARK_LETTERS.under_maintenance];

/** While nothing is confirmed the last day is not calm either: what was calm in it goes on unseen. */
export function judgeBars(bars: BarsView | null, freshness: Freshness): BarsView | null {
  if (bars === null || freshness === "fresh" || !CALM_MARKS.includes(bars.marks.slice(-1))) return bars;
  const index = bars.marks.length - 1;
  const days = bars.days.filter((day) => day.index !== index);
  return { ...bars, marks: bars.marks.slice(0, -1) + MARK_LETTERS.unknown, days };
}

type Words = Pick<JudgedPage, "sentence" | "lede">;

const UNCONFIRMED = "We cannot confirm the status right now";

const NOTHING_PUBLISHED: Words = {
  sentence: "Nothing is published yet",
  lede: "No services have been chosen for this page.",
};

function sayLost(view: PageView, at: EpochMs): Words {
  const trying = "This page cannot reach its server and tries again by itself.";
  if (view.asOf === null) return { sentence: UNCONFIRMED, lede: trying };
  return {
    sentence: UNCONFIRMED,
    lede: `${trying} Showing what was true at ${formatNear(view.asOf, at, view.timeZone)}.`,
  };
}

function sayUnconfirmed(view: PageView, at: EpochMs): Words {
  if (view.asOf === null) {
    return {
      sentence: UNCONFIRMED,
      lede: "No monitoring data has been read yet. This page shows the services as soon as there is some.",
    };
  }
  const troubled = view.groups.some((group) => group.components.some((component) => isDisrupted(component.state)));
  const guess = troubled
    ? "What was disrupted then may have changed since"
    : "The services may well be working; we simply cannot see them at the moment";
  return {
    sentence: UNCONFIRMED,
    lede: `Monitoring data is ${sayMinutes(at - view.asOf)} old. ${guess}. Below is what we last knew.`,
  };
}

function sayState(components: readonly JudgedComponent[]): Words {
  const [worst] = [...components].sort((a, b) => compareStates(b.state, a.state));
  if (worst === undefined) {
    return { sentence: UNCONFIRMED, lede: "The monitoring knows none of the services that were chosen for this page." };
  }
  const alike = components.filter((component) => component.state === worst.state);
  return { sentence: sayHeadline(worst, alike.length, components.length), lede: sayRest(components) };
}

function sayHeadline(worst: JudgedComponent, alike: number, all: number): string {
  if (alike === 1) return HEADLINE_OF_ONE[worst.state](worst.name);
  return alike === all ? HEADLINE_OF_ALL[worst.state] : HEADLINE_OF_MANY[worst.state](alike);
}

const HEADLINE_OF_ONE = {
  operational: (name) => `${name} is operational`,
  under_maintenance: (name) => `${name} is under maintenance`,
  unknown: (name) => `We cannot confirm the status of ${name}`,
  degraded_performance: (name) => `${name} is degraded`,
  partial_outage: (name) => `${name} has a partial outage`,
  major_outage: (name) => `${name} has a major outage`,
} satisfies Record<PublicState, (name: string) => string>;

const HEADLINE_OF_ALL = {
  operational: "All services are operational",
  under_maintenance: "All services are under maintenance",
  unknown: "We cannot confirm the status of any service",
  degraded_performance: "All services are degraded",
  partial_outage: "All services have a partial outage",
  major_outage: "All services have a major outage",
} satisfies Record<PublicState, string>;

const HEADLINE_OF_MANY = {
  operational: (count) => `${count} services are operational`,
  under_maintenance: (count) => `${count} services are under maintenance`,
  unknown: (count) => `We cannot confirm the status of ${count} services`,
  degraded_performance: (count) => `${count} services are degraded`,
  partial_outage: (count) => `${count} services have a partial outage`,
  major_outage: (count) => `${count} services have a major outage`,
} satisfies Record<PublicState, (count: number) => string>;

/** How far it reaches: "4 of 24 services are affected, 1 is under maintenance. Everything else is operational." */
function sayRest(components: readonly JudgedComponent[]): string | null {
  const all = components.length;
  const countOf = (matches: (state: PublicState) => boolean) => components.filter((c) => matches(c.state)).length;
  const disrupted = countOf(isDisrupted);
  const maintained = countOf((state) => state === "under_maintenance");
  const unknown = countOf((state) => state === "unknown");
  const troubled = disrupted + maintained + unknown;
  if (troubled === 0 || all === 1) return null;

  const parts = [
    disrupted > 0 && `${disrupted} of ${all} services ${are(disrupted)} affected`,
    maintained > 0 && `${maintained}${disrupted > 0 ? "" : ` of ${all} services`} ${are(maintained)} under maintenance`,
    unknown > 0 && `${unknown}${disrupted + maintained > 0 ? "" : ` of ${all} services`} ${are(unknown)} unknown`,
  ].filter((part) => part !== false);
  const calm = troubled < all ? " Everything else is operational." : "";
  return `${parts.join(", ")}.${calm}`;
}

function are(count: number): string {
  return count === 1 ? "is" : "are";
}
