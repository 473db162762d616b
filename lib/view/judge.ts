import { compareStates, isDisrupted, type PublicState, worstState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { MARK_LETTERS } from "./history-view";
import type { BarsView, ComponentView, GroupView, PageView } from "./page-view";
import type { Words } from "./words/speak";

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
export function judgePage(view: PageView, at: EpochMs, words: Words, contact: Contact = "kept"): JudgedPage {
  const freshness = contact === "lost" ? "lost" : judgeFreshness(view.freshUntil, at);
  const groups = view.groups.map((group) => judgeGroup(group, freshness));
  if (freshness === "lost") return { freshness, state: "unknown", ...sayLost(view, at, words), groups };
  if (!view.publishes) return { freshness, state: null, ...sayNothing(words), groups };
  if (freshness !== "fresh") return { freshness, state: "unknown", ...sayUnconfirmed(view, at, words), groups };
  const components = groups.flatMap((group) => group.components);
  return { freshness, state: worstState(components.map((c) => c.state)), ...sayState(components, words), groups };
}

/** A group as it may be shown while the page is as fresh as this. */
export function judgeGroup(group: GroupView, freshness: Freshness): JudgedGroup {
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
  const marks = bars.marks.slice(0, -1) + MARK_LETTERS.unknown;
  return { ...bars, marks, heights: `${bars.heights.slice(0, -1)}1`, days };
}

type Said = Pick<JudgedPage, "sentence" | "lede">;

function sayNothing(words: Words): Said {
  return { sentence: words.say("judge.nothing"), lede: words.say("judge.nothingLede") };
}

function sayLost({ asOf, timeZone }: PageView, at: EpochMs, words: Words): Said {
  const sentence = words.say("judge.unconfirmed");
  if (asOf === null) return { sentence, lede: words.say("judge.lost") };
  return { sentence, lede: words.say("judge.lostAt", { time: words.dates.formatNear(asOf, at, timeZone) }) };
}

function sayUnconfirmed({ asOf, groups }: PageView, at: EpochMs, words: Words): Said {
  const sentence = words.say("judge.unconfirmed");
  if (asOf === null) return { sentence, lede: words.say("judge.never") };
  const isDisturbed = groups.some((group) => group.components.some((component) => isDisrupted(component.state)));
  const age = words.minutes(at - asOf);
  return { sentence, lede: words.say(isDisturbed ? "judge.staleDisrupted" : "judge.stale", { age }) };
}

function sayState(components: readonly JudgedComponent[], words: Words): Said {
  const [worst] = [...components].sort((a, b) => compareStates(b.state, a.state));
  if (worst === undefined) return { sentence: words.say("judge.unconfirmed"), lede: words.say("judge.noneKnown") };
  const alike = components.filter((component) => component.state === worst.state);
  return { sentence: sayHeadline(worst, alike.length, components.length, words), lede: sayReach(components, words) };
}

function sayHeadline({ name, state }: JudgedComponent, alike: number, all: number, words: Words): string {
  if (alike === 1) return words.say(`headlineOne.${state}`, { name });
  return alike === all ? words.say(`headlineAll.${state}`) : words.count(`headlineMany.${state}`, alike);
}

/** How far it reaches: "4 of 24 services are affected, 1 is under maintenance. Everything else is operational." */
function sayReach(components: readonly JudgedComponent[], words: Words): string | null {
  const all = components.length;
  const countOf = (matches: (state: PublicState) => boolean) => components.filter((c) => matches(c.state)).length;
  const disrupted = countOf(isDisrupted);
  const maintained = countOf((state) => state === "under_maintenance");
  const unknown = countOf((state) => state === "unknown");
  const troubled = disrupted + maintained + unknown;
  if (troubled === 0 || all === 1) return null;

  // The first part says of how many services it speaks, the others only go on.
  const parts = [
    disrupted > 0 && words.count("reach.affected", disrupted, { all }),
    maintained > 0 &&
      (disrupted > 0
        ? words.count("reach.andMaintained", maintained)
        : words.count("reach.maintained", maintained, { all })),
    unknown > 0 &&
      (troubled > unknown ? words.count("reach.andUnknown", unknown) : words.count("reach.unknown", unknown, { all })),
  ].filter((part) => part !== false);
  return words.say(troubled < all ? "reach.some" : "reach.all", { parts: words.join(parts) });
}
