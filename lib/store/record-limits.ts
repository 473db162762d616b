// Counted, not dated: a clock that jumps a year ahead must not empty the record.

/** Five minutes each: 30 days are 8640. */
export const KEPT_BUCKETS = 9000;
/** What happened to the service itself: some a day in bad times. */
export const KEPT_EVENTS = 5000;
