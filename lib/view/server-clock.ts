import { type EpochMs, SECOND_MS } from "@/lib/domain/time";

/**
 * What a browser knows of the server's time. A visitor's clock may be wrong, and a cache may hand out an old page:
 * so the browser believes what the server's own answers say, and never goes back behind the latest of them.
 */
export interface ServerClock {
  /** The latest instant that the server is known to have reached. */
  reachedAt: EpochMs;
  /** Server's time minus the browser's; null until an answer has told it. */
  offsetMs: number | null;
}

/** The clock of a page that was drawn at `renderedAt` and has not heard from the server since. */
export function startClock(renderedAt: EpochMs): ServerClock {
  return { reachedAt: renderedAt, offsetMs: null };
}

/** The server's time when the browser's clock says `localAt`. Without an answer yet: the later of what is known. */
export function readClock(clock: ServerClock, localAt: EpochMs): EpochMs {
  return Math.max(clock.reachedAt, localAt + (clock.offsetMs ?? 0));
}

/** Learns from an answer. One that is not later than what is known came out of a cache and teaches nothing. */
export function learnServerTime(clock: ServerClock, serverAt: EpochMs | null, localAt: EpochMs): ServerClock {
  if (serverAt === null || serverAt <= clock.reachedAt) return clock;
  return { reachedAt: serverAt, offsetMs: serverAt - localAt };
}

/**
 * The server's time when an answer arrived: its `Date`, plus the seconds that it spent in caches (`Age`).
 * Null when the answer does not say. RFC 9110, 6.6.1 and RFC 9111, 5.1.
 */
export function readServerTime(headers: Pick<Headers, "get">): EpochMs | null {
  const date = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(date)) return null;
  const age = Number(headers.get("age") ?? "0");
  return date + (Number.isFinite(age) && age > 0 ? age * SECOND_MS : 0);
}
