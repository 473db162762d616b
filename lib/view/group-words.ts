import { compareStates, PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";

/** How many of each state, worst first, absent states left out. */
export function countStates(states: readonly PublicState[]): { state: PublicState; count: number }[] {
  return [...PUBLIC_STATES]
    .sort((a, b) => compareStates(b, a))
    .map((state) => ({ state, count: states.filter((each) => each === state).length }))
    .filter(({ count }) => count > 0);
}

const COUNTED = {
  operational: (count) => `${count} operational`,
  under_maintenance: (count) => `${count} under maintenance`,
  unknown: (count) => `${count} unknown`,
  degraded_performance: (count) => `${count} degraded`,
  partial_outage: (count) => `${count} partial ${count === 1 ? "outage" : "outages"}`,
  major_outage: (count) => `${count} major ${count === 1 ? "outage" : "outages"}`,
} satisfies Record<PublicState, (count: number) => string>;

/** What is wrong in a group, worst first: "2 major outages, 1 degraded"; "All 6 operational" when nothing is. */
export function sayGroup(states: readonly PublicState[]): string {
  const counts = countStates(states);
  const [only] = counts;
  if (only === undefined) return "No services";
  if (counts.length === 1 && only.count > 1) return `All ${COUNTED[only.state](only.count)}`;
  return counts
    .filter(({ state }) => counts.length === 1 || state !== "operational")
    .map(({ state, count }) => COUNTED[state](count))
    .join(", ");
}
