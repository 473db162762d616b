/** An instant: milliseconds since 1970-01-01T00:00:00Z. Every name that ends in `At` holds one. */
export type EpochMs = number;

/** Milliseconds of one second, for spans whose names end in `Ms`. */
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
