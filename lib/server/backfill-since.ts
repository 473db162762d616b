import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { startOfDate } from "@/lib/domain/zone-days";

/** The instant that `--since` names: a date in a zone, an RFC 3339 time, or so many days ago. Null when it is none of them. */
export function readSince(text: string, timeZone: string, at: EpochMs): EpochMs | null {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  if (days !== undefined) return at - Number(days) * DAY_MS;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Number.isNaN(Date.parse(text)) ? null : startOfDate(timeZone, text);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text);
  return isTime && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : null;
}
