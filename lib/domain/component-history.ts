import type { Segment, Window } from "./availability";
import { type StateFacts, stateOfObject } from "./component-state";
import { cutTime, type KnownTime, listKnownWindows } from "./known-time";
import type { History } from "./object-history";
import type { StateMapping } from "./policy";
import type { PublicState } from "./public-state";
import { type ComponentMembers, hostOf, type ObjectKey } from "./snapshot";
import { addChange, addMembers, applyRuleInSlices, blankOutside, createTally, type Tally } from "./timeline";
import { walkObject } from "./walk-object";

/** What a component's past follows from, beside its members and rule. */
export interface FoldContext extends KnownTime {
  history: History;
  mapping: StateMapping;
}

/**
 * A component's states over a window, as its rule makes them of its members' confirmed results: what `judgeInSlices`
 * would have said at each instant. Covers the window wholly; unknown where nothing is known. Takes time by the marks in
 * the window, not by those of the whole history. In slices.
 */
export function* foldComponentInSlices(
  component: ComponentMembers,
  context: FoldContext,
  window: Window,
): Generator<void, Segment[]> {
  const known = listWholeWindows(component, context, window);
  if (known.length === 0) return blankOutside([], known, window);
  const tally = createTally(window.from);
  addMembers(tally, "unknown", component.missing.length);
  for (const [index, key] of component.members.entries()) {
    addObject(tally, key, context, window);
    if (index % SLICE_MEMBERS === 0) yield;
  }
  return blankOutside(yield* applyRuleInSlices(tally, component.rule, window.to), known, window);
}

/** The known time, but for what is still to be read of one of its objects or their hosts. */
function listWholeWindows({ members }: ComponentMembers, context: FoldContext, window: Window): Window[] {
  const known = listKnownWindows(context.history.source, context, window);
  const { unread } = context.history;
  const isTouched = unread !== null && members.some((key) => unread.keys.has(key) || unread.keys.has(hostOf(key)));
  return isTouched ? cutTime(known, unread) : known;
}

/** Months of a member may hold thousands of marks. */
const SLICE_MEMBERS = 10;

/**
 * Adds the public states of one object, by the same rule as the live ones. Unknown before its first mark, whatever its
 * host did: nobody knows whether it was there.
 */
function addObject(tally: Tally, key: ObjectKey, { history, mapping }: FoldContext, window: Window): void {
  const object: StateFacts = { confirmed: "pending", inDowntime: false, monitored: true };
  const carrier: StateFacts = { confirmed: "pending", inDowntime: false, monitored: true };
  let before: PublicState | null = null;
  walkObject(key, history, window, (from, _to, own, host) => {
    object.confirmed = own.confirmed ?? "pending";
    object.inDowntime = own.inDowntime || host?.inDowntime === true;
    carrier.confirmed = host?.confirmed ?? "pending";
    const state = own.confirmed === undefined ? "unknown" : stateOfObject(object, carrier, mapping);
    if (before === null) addMembers(tally, state);
    else if (state !== before) addChange(tally, from, before, state);
    before = state;
  });
}

/** As bad as the worst of some timelines of one window, at each instant; of none, unknown. In slices. */
export function* foldWorstInSlices(
  timelines: readonly (readonly Segment[])[],
  window: Window,
): Generator<void, Segment[]> {
  const tally = createTally(window.from);
  for (const timeline of timelines) {
    let before: PublicState | null = null;
    for (const { from, state } of timeline) {
      if (before === null) addMembers(tally, state);
      else addChange(tally, from, before, state);
      before = state;
    }
    yield;
  }
  return yield* applyRuleInSlices(tally, { kind: "worst" }, window.to);
}
