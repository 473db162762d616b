import { type EpochMs, SECOND_MS } from "@/lib/domain/time";

/**
 * What a browser knows of the server's time. A visitor's clock may be wrong, and a cache may hand out an old page:
 * so the browser believes what the server's own answers say, and never goes back behind the latest of them.
 */
export interface ServerClock {
  /** The latest instant that the server is known to have reached. */
  reachedAt: EpochMs;
  /** What to add to the browser's clock. */
  offsetMs: number;
  /** False while the offset is only the least that it can be. */
  isTold: boolean;
}

/** The clock of a page that was drawn at `renderedAt` and shown first when the browser's clock said `localAt`. */
export function startClock(renderedAt: EpochMs, localAt: EpochMs): ServerClock {
  return { reachedAt: renderedAt, offsetMs: Math.max(0, renderedAt - localAt), isTold: false };
}

/** The server's time when the browser's clock says `localAt`; never before what is known to be reached. */
export function readClock({ reachedAt, offsetMs }: ServerClock, localAt: EpochMs): EpochMs {
  return Math.max(reachedAt, localAt + offsetMs);
}

/** Learns from an answer. One that is not later than what is known came out of a cache and teaches nothing. */
export function learnServerTime(clock: ServerClock, serverAt: EpochMs | null, localAt: EpochMs): ServerClock {
  if (serverAt === null || serverAt < clock.reachedAt) return clock;
  if (serverAt === clock.reachedAt && clock.isTold) return clock;
  return { reachedAt: serverAt, offsetMs: serverAt - localAt, isTold: true };
}

/**
 * The server's time when an answer arrived: its `Date`, plus the seconds that it spent in caches (`Age`). Both are
 * whole seconds, so it takes the end of the second: data rather expires a moment early than a moment late.
 * Null when the answer does not say. RFC 9110, 6.6.1 and RFC 9111, 5.1.
 */
export function readServerTime(headers: Pick<Headers, "get">): EpochMs | null {
  const date = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(date)) return null;
  const age = Number(headers.get("age") ?? "0");
  return date + SECOND_MS - 1 + (Number.isFinite(age) && age > 0 ? age * SECOND_MS : 0);
}
