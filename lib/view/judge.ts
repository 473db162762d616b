import { compareStates, isDisrupted, type PublicState, worstState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { sayDuration } from "./duration-words";
import type { ComponentView, GroupView, PageView } from "./page-view";
import { STATE_WORDS } from "./state-words";

/** `never`: no data was ever read. `stale`: the data is too old to be called current. */
export type Freshness = "fresh" | "stale" | "never";

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
export function judgeFreshness(freshUntil: EpochMs | null, at: EpochMs): Freshness {
  if (freshUntil === null) return "never";
  return at <= freshUntil ? "fresh" : "stale";
}

/**
 * What may be said of the page at `at`. The server and the browser call this same function at the moment of
 * showing, so that a page turns grey by itself however old the answer is that it came with.
 */
export function judgePage(view: PageView, at: EpochMs): JudgedPage {
  const freshness = judgeFreshness(view.freshUntil, at);
  const groups = view.groups.map((group) => judgeGroup(group, freshness));
  if (!view.publishes) {
    return { freshness, state: null, sentence: "Nothing is published yet", lede: null, groups };
  }
  if (freshness !== "fresh") {
    return { freshness, state: "unknown", ...sayUnconfirmed(view, at), groups };
  }
  const components = groups.flatMap((group) => group.components);
  return { freshness, state: worstState(components.map((c) => c.state)), ...sayState(components), groups };
}

function judgeGroup(group: GroupView, freshness: Freshness): JudgedGroup {
  const components = group.components.map((component): JudgedComponent => {
    if (freshness === "fresh") return { ...component, lastKnown: null };
    const lastKnown = component.state === "unknown" ? null : component.state;
    return { ...component, state: "unknown", since: null, lastKnown };
  });
  return { ...group, components, state: worstState(components.map((c) => c.state)) };
}

function sayUnconfirmed(view: PageView, at: EpochMs): Pick<JudgedPage, "sentence" | "lede"> {
  const sentence = "We cannot confirm the status right now";
  if (view.asOf === null) return { sentence, lede: "No monitoring data has been read yet." };
  const age = sayDuration(at - view.asOf);
  return {
    sentence,
    lede: `Monitoring data is ${age} old. The services may well be working; we simply cannot see them at the moment. Below is what we last knew.`,
  };
}

function sayState(components: readonly JudgedComponent[]): Pick<JudgedPage, "sentence" | "lede"> {
  const troubled = components
    .filter((component) => component.state !== "operational")
    .sort((a, b) => compareStates(b.state, a.state));
  const first = troubled[0];
  if (first === undefined) {
    return components.length === 0
      ? {
          sentence: "We cannot confirm the status right now",
          lede: "Nothing that was chosen is known to the monitoring.",
        }
      : { sentence: "All services are operational", lede: null };
  }
  return { sentence: sayHeadline(first, troubled), lede: sayRest(components, troubled) };
}

function sayHeadline(worst: JudgedComponent, troubled: readonly JudgedComponent[]): string {
  const alike = troubled.filter((component) => component.state === worst.state);
  if (alike.length === 1) return HEADLINE_OF_ONE[worst.state](worst.name);
  return HEADLINE_OF_MANY[worst.state](alike.length);
}

const HEADLINE_OF_ONE = {
  operational: (name) => `${name} is operational`,
  under_maintenance: (name) => `${name} is under maintenance`,
  unknown: (name) => `We cannot confirm the status of ${name}`,
  degraded_performance: (name) => `${name} is degraded`,
  partial_outage: (name) => `${name} has a partial outage`,
  major_outage: (name) => `${name} has a major outage`,
} satisfies Record<PublicState, (name: string) => string>;

const HEADLINE_OF_MANY = {
  operational: (count) => `${count} services are operational`,
  under_maintenance: (count) => `${count} services are under maintenance`,
  unknown: (count) => `We cannot confirm the status of ${count} services`,
  degraded_performance: (count) => `${count} services are degraded`,
  partial_outage: (count) => `${count} services have a partial outage`,
  major_outage: (count) => `${count} services have a major outage`,
} satisfies Record<PublicState, (count: number) => string>;

function sayRest(components: readonly JudgedComponent[], troubled: readonly JudgedComponent[]): string {
  const disrupted = troubled.filter((component) => isDisrupted(component.state)).length;
  const parts: string[] = [];
  if (disrupted > 0)
    parts.push(`${disrupted} of ${components.length} services ${disrupted === 1 ? "is" : "are"} affected`);
  for (const state of ["under_maintenance", "unknown"] as const) {
    const count = troubled.filter((component) => component.state === state).length;
    if (count > 0) parts.push(`${count} ${count === 1 ? "is" : "are"} ${STATE_WORDS[state].toLowerCase()}`);
  }
  const rest = components.length - troubled.length;
  const calm = rest === 0 ? "" : ` Everything else works.`;
  return `${parts.join(", ")}.${calm}`;
}
