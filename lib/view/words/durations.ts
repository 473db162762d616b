import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";

/** Says spans in a language: its largest unit in full, the next one short. Negative spans read as zero. */
export function createDurations(locale: string): (spanMs: number) => string {
  const unit = (name: string, unitDisplay: "long" | "short") => {
    const format = new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay });
    return (spanMs: number, unitMs: number) => format.format(Math.floor(spanMs / unitMs));
  };
  const [seconds, minutes, days] = [unit("second", "long"), unit("minute", "long"), unit("day", "long")];
  const [hoursShort, minutesShort] = [unit("hour", "short"), unit("minute", "short")];
  return (spanMs) => {
    const span = Math.max(0, spanMs);
    if (span < MINUTE_MS) return seconds(span, SECOND_MS);
    if (span < HOUR_MS) return minutes(span, MINUTE_MS);
    if (span < DAY_MS) {
      const rest = span % HOUR_MS;
      return hoursShort(span, HOUR_MS) + (rest < MINUTE_MS ? "" : ` ${minutesShort(rest, MINUTE_MS)}`);
    }
    const rest = span % DAY_MS;
    return days(span, DAY_MS) + (rest < HOUR_MS ? "" : ` ${hoursShort(rest, HOUR_MS)}`);
  };
}
