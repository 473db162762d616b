import type { Segment, Window } from "./availability";
import { applyRuleToCounts } from "./component-state";
import type { Rule } from "./policy";
import { PUBLIC_STATES, type PublicState, rankOf } from "./public-state";
import { eachInSlices, sortInSlices } from "./slices";
import type { EpochMs } from "./time";

/** Members of one thing, counted by state, and when that changes. It grows while members are added. */
export interface Tally {
  from: EpochMs;
  /** How many are in each state at the beginning, in the order of `PUBLIC_STATES`. */
  counts: number[];
  /** Each one number: time since the beginning, rank before and rank after. There may be a million. */
  changes: number[];
}

const RANKS = 8;
const PLACE = RANKS * RANKS;

/** A tally of no members, from an instant on. */
export function createTally(from: EpochMs): Tally {
  return { from, counts: PUBLIC_STATES.map(() => 0), changes: [] };
}

/** Adds members that are in one state from the beginning on. */
export function addMembers({ counts }: Tally, state: PublicState, count = 1): void {
  add(counts, rankOf(state), count);
}

/** Enters that a member changes its state. The order in which changes are entered does not matter. */
export function addChange({ changes, from }: Tally, at: EpochMs, before: PublicState, after: PublicState): void {
  changes.push((at - from) * PLACE + rankOf(before) * RANKS + rankOf(after));
}

/** The timeline that a rule makes of what was counted, to the end of the window. In slices. */
export function* applyRuleInSlices(tally: Tally, rule: Rule, to: EpochMs): Generator<void, Segment[]> {
  const counts = [...tally.counts];
  const timeline: Segment[] = [];
  let from = tally.from;
  yield* eachInSlices(yield* sortChanges(tally.changes), (change) => {
    const passedMs = Math.floor(change / PLACE);
    const ranks = change - passedMs * PLACE;
    const at = tally.from + passedMs;
    if (at > from) addSegment(timeline, from, at, applyRuleToCounts(rule, counts));
    from = at;
    add(counts, Math.floor(ranks / RANKS), -1);
    add(counts, ranks % RANKS, 1);
  });
  addSegment(timeline, from, to, applyRuleToCounts(rule, counts));
  return timeline;
}

/** Up to so many numbers are sorted at one go, which is fast. */
const MANY = 50_000;

function* sortChanges(changes: readonly number[]): Generator<void, Iterable<number>> {
  return changes.length > MANY ? yield* sortInSlices(changes, (a, b) => a - b) : new Float64Array(changes).sort();
}

function add(counts: number[], rank: number, more: number): void {
  counts[rank] = (counts[rank] as number) + more;
}

/** Adds what comes next to a timeline; nothing, where the stretch is empty. */
export function addSegment(timeline: Segment[], from: number, to: number, state: PublicState): void {
  if (from >= to) return;
  const last = timeline.at(-1);
  if (last?.state === state && last.to === from) last.to = to;
  else timeline.push({ from, to, state });
}

/** The same timeline with everything unknown that lies outside of some windows, which are in order and apart. */
export function blankOutside(timeline: readonly Segment[], known: readonly Window[], window: Window): Segment[] {
  const blanked: Segment[] = [];
  let at = window.from;
  for (const part of known) {
    addSegment(blanked, at, part.from, "unknown");
    eachSegment(timeline, part, (from, to, state) => addSegment(blanked, from, to, state));
    at = part.to;
  }
  addSegment(blanked, at, window.to, "unknown");
  return blanked;
}

/** Hands over the parts of a timeline that lie in a window, in order. */
export function eachSegment(
  timeline: readonly Segment[],
  window: Window,
  handle: (from: number, to: number, state: PublicState) => void,
): void {
  for (let index = findSegment(timeline, window.from); index < timeline.length; index += 1) {
    const { from, to, state } = timeline[index] as Segment;
    if (from >= window.to) return;
    handle(Math.max(from, window.from), Math.min(to, window.to), state);
  }
}

/** The index of the first segment that ends after an instant. */
function findSegment(timeline: readonly Segment[], at: number): number {
  let low = 0;
  let high = timeline.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timeline[middle] as Segment).to <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
