/** The number of rows that a limit stands for: whole, not negative, `Infinity` is everything. NaN is a bug. */
export function wholeLimit(limit: number): number {
  if (Number.isNaN(limit)) throw new TypeError("a limit must be a number");
  return Math.min(Math.max(0, Math.floor(limit)), Number.MAX_SAFE_INTEGER);
}
