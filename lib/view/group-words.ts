import { compareStates, PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import type { Words } from "./words/speak";

/** How many of each state, worst first, absent states left out. */
export function countStates(states: readonly PublicState[]): { state: PublicState; count: number }[] {
  return [...PUBLIC_STATES]
    .sort((a, b) => compareStates(b, a))
    .map((state) => ({ state, count: states.filter((each) => each === state).length }))
    .filter(({ count }) => count > 0);
}

/** Where all are in one of these, it is said of all. */
const QUIET_STATES = ["operational", "under_maintenance", "unknown"] as const;

/** What is wrong in a group, worst first: "2 major outages, 1 degraded"; "All 6 operational" when nothing is. */
export function sayGroup(states: readonly PublicState[], words: Words): string {
  const counts = countStates(states);
  const [only] = counts;
  if (only === undefined) return words.say("group.none");
  const quiet = QUIET_STATES.find((state) => only.count > 1 && only.count === states.length && state === only.state);
  if (quiet !== undefined) return words.count(`groupAll.${quiet}`, only.count);
  const told = counts.filter(({ state }) => counts.length === 1 || state !== "operational");
  return words.join(told.map(({ state, count }) => words.count(`groupCount.${state}`, count)));
}
