import { EN_DATES } from "./words/interface/en-dates";
import { makeDates } from "./words/make-dates";

export { findFormat, formatLongZone, formatZone, readDay } from "./wall-time";

/** Dates and times in English, for what is said to programs and operators. */
export const {
  formatClock,
  formatDate,
  formatMoment,
  formatDay,
  labelRun,
  formatShortDay,
  formatMonth,
  formatWeekday,
  formatLongDay,
  formatNear,
  formatSpan,
  formatHours,
} = makeDates(EN_DATES);
