import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";

function count(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}

/** A span in words: "21 seconds", "9 minutes", "1 h 45 min", "3 days 4 h". Negative spans read as zero. */
export function sayDuration(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < MINUTE_MS) return count(Math.floor(span / SECOND_MS), "second");
  if (span < HOUR_MS) return count(Math.floor(span / MINUTE_MS), "minute");
  if (span < DAY_MS) {
    const minutes = Math.floor((span % HOUR_MS) / MINUTE_MS);
    return `${Math.floor(span / HOUR_MS)} h${minutes > 0 ? ` ${minutes} min` : ""}`;
  }
  const hours = Math.floor((span % DAY_MS) / HOUR_MS);
  return `${count(Math.floor(span / DAY_MS), "day")}${hours > 0 ? ` ${hours} h` : ""}`;
}

/** As `sayDuration`, for texts that are redrawn once a minute: below one it says "less than a minute". */
export function sayMinutes(spanMs: number): string {
  return spanMs < MINUTE_MS ? "less than a minute" : sayDuration(spanMs);
}
