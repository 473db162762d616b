import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";

/** An instant for a person who may sit anywhere: "2026-11-23 14:32:05 UTC". Never throws: a clock may say anything. */
export function sayInstant(at: EpochMs): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "an unknown time" : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** A span: "40 seconds", "12 minutes", "3 h 5 min", "2 days 4 h". */
export function saySpan(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < MINUTE_MS) return count(Math.floor(span / SECOND_MS), "second");
  if (span < HOUR_MS) return count(Math.floor(span / MINUTE_MS), "minute");
  const [large, small] =
    span < DAY_MS
      ? [`${Math.floor(span / HOUR_MS)} h`, { count: Math.floor((span % HOUR_MS) / MINUTE_MS), unit: "min" }]
      : [count(Math.floor(span / DAY_MS), "day"), { count: Math.floor((span % DAY_MS) / HOUR_MS), unit: "h" }];
  return small.count === 0 ? large : `${large} ${small.count} ${small.unit}`;
}

function count(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}
