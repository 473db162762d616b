import { compareStates, isDisrupted, PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";

/** How many of each state, worst first, absent states left out. */
export function countStates(states: readonly PublicState[]): { state: PublicState; count: number }[] {
  return [...PUBLIC_STATES]
    .sort((a, b) => compareStates(b, a))
    .map((state) => ({ state, count: states.filter((each) => each === state).length }))
    .filter(({ count }) => count > 0);
}

const WORDS = {
  operational: () => "operational",
  under_maintenance: () => "under maintenance",
  unknown: () => "unknown",
  degraded_performance: () => "degraded",
  partial_outage: (count) => (count === 1 ? "partial outage" : "partial outages"),
  major_outage: (count) => (count === 1 ? "major outage" : "major outages"),
} satisfies Record<PublicState, (count: number) => string>;

/** A number and its words stay on one line. */
function sayCount(state: PublicState, count: number): string {
  return `${count} ${WORDS[state](count)}`.replaceAll(" ", "\u00a0");
}

/** What is wrong in a group, worst first: "2 major outages, 1 degraded"; "All 6 operational" when nothing is. */
export function sayGroup(states: readonly PublicState[]): string {
  const counts = countStates(states);
  const [only] = counts;
  if (only === undefined) return "No services";
  const isWhole = counts.length === 1 && only.count > 1 && !isDisrupted(only.state);
  if (isWhole) return `All ${sayCount(only.state, only.count)}`;
  return counts
    .filter(({ state }) => counts.length === 1 || state !== "operational")
    .map(({ state, count }) => sayCount(state, count))
    .join(", ");
}
