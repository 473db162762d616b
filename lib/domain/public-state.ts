/** What a visitor may be told about a component, in the field's standard terms. */
export type PublicState =
  | "operational"
  | "degraded_performance"
  | "partial_outage"
  | "major_outage"
  | "under_maintenance"
  | "unknown";

/**
 * From best to worst. A confirmed problem outranks unknown, unknown outranks maintenance:
 * green needs positive evidence, and maintenance never hides an outage elsewhere.
 */
export const PUBLIC_STATES = [
  "operational",
  "under_maintenance",
  "unknown",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const satisfies readonly PublicState[];

const RANK = Object.fromEntries(PUBLIC_STATES.map((state, rank) => [state, rank])) as Record<PublicState, number>;

/** The place of a state in `PUBLIC_STATES`: the higher, the worse. */
export function rankOf(state: PublicState): number {
  return RANK[state];
}

/** Orders states from best to worst, for `sort`. */
export function compareStates(a: PublicState, b: PublicState): number {
  return RANK[a] - RANK[b];
}

/** The worst of some states; of none, `unknown`: an empty set is no evidence of anything good. */
export function worstState(states: Iterable<PublicState>): PublicState {
  let worst: PublicState | null = null;
  for (const state of states) {
    if (worst === null || RANK[state] > RANK[worst]) worst = state;
  }
  return worst ?? "unknown";
}

/** Whether visitors are confirmed to be affected: degraded, partial or major. */
export function isDisrupted(state: PublicState): boolean {
  return RANK[state] >= RANK.degraded_performance;
}

/** Whether the state is an outage in the strict sense: partial or major. */
export function isOutage(state: PublicState): boolean {
  return RANK[state] >= RANK.partial_outage;
}
