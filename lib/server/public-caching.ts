import { SECOND_MS } from "@/lib/domain/time";
import type { PageReading } from "./publication";

const MOST_SECONDS = 60;
const MOST_SHARED_SECONDS = 10;

/** For what many programs ask for again and again, and what says of itself when it was true. */
export const CACHED_BRIEFLY = say(MOST_SECONDS);

/** For what calls a state current: no cache holds it for longer than its data is young enough. */
export function cacheWhileFresh({ view: { freshUntil }, at }: PageReading, mostSeconds = MOST_SECONDS): string {
  if (freshUntil === null || at > freshUntil) return say(mostSeconds);
  return say(Math.min(mostSeconds, Math.floor((freshUntil - at) / SECOND_MS)));
}

function say(seconds: number): string {
  return `public, max-age=${seconds}, s-maxage=${Math.min(MOST_SHARED_SECONDS, seconds)}`;
}
