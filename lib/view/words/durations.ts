import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { lazily } from "./lazily";

/** Here "1 minute" would need a case that depends on its sentence; abbreviations have none. */
const DECLINED: readonly string[] = ["pl", "uk"];
/** Here nobody writes the space that `Intl` puts between a figure and its unit. */
const UNSPACED: readonly string[] = ["ja"];

/** Says spans in a language: its largest unit in full, the next one short. Negative spans read as zero. */
export function createDurations(locale: string): (spanMs: number) => string {
  const unit = (name: string, unitDisplay: "long" | "short") => {
    const format = lazily(() => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay }));
    return (spanMs: number, unitMs: number) => {
      const text = format().format(Math.floor(spanMs / unitMs));
      return UNSPACED.includes(locale) ? text.replaceAll(/\s/g, "") : text;
    };
  };
  const brief = DECLINED.includes(locale) ? "short" : "long";
  const [seconds, minutes, days] = [unit("second", brief), unit("minute", brief), unit("day", "long")];
  const [hoursShort, minutesShort] = [unit("hour", "short"), unit("minute", "short")];
  const join = (large: string, small: string) => {
    // Where no space parts a figure from its unit, none parts two of them: "1小时45分钟".
    const isSpaced = /\s/.test(minutesShort(45, 1));
    return `${large}${isSpaced ? " " : ""}${small}`;
  };
  return (spanMs) => {
    const span = Math.max(0, spanMs);
    if (span < MINUTE_MS) return seconds(span, SECOND_MS);
    if (span < HOUR_MS) return minutes(span, MINUTE_MS);
    if (span < DAY_MS) {
      const [large, rest] = [hoursShort(span, HOUR_MS), span % HOUR_MS];
      return rest < MINUTE_MS ? large : join(large, minutesShort(rest, MINUTE_MS));
    }
    const [large, rest] = [days(span, DAY_MS), span % DAY_MS];
    return rest < HOUR_MS ? large : join(large, hoursShort(rest, HOUR_MS));
  };
}
