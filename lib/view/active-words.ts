import type { ActiveCount } from "./page-view";
import type { Words } from "./words/speak";

/**
 * How many incidents there are: "3 incidents under way, 1 over and watched". What is over and watched is not called under
 * way. `seen`: when they were last seen to last, in words, while nothing can be confirmed; else null.
 */
export function sayActive({ underWay: lasting, watched }: ActiveCount, seen: string | null, words: Words): string {
  if (lasting === 0) return words.count("incidents.watched", watched);
  const underWay =
    seen === null
      ? words.count("incidents.underWay", lasting)
      : words.count("incidents.underWayAt", lasting, { time: seen });
  return watched === 0 ? underWay : words.count("incidents.andWatched", watched, { underWay });
}
