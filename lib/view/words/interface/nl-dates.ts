import type { DateData } from "@/lib/view/words/make-dates";

export const NL_DATES: DateData = {
  months: [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
  ],
  shortMonths: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
  weekdays: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
  shortWeekdays: ["zo", "ma", "di", "wo", "do", "vr", "za"],
  shortDay: "{date} {shortMonth}",
  day: "{shortWeekday} {date} {shortMonth}",
  dayOfRun: "{shortWeekday} {date}",
  fullDate: "{date} {shortMonth} {year}",
  longDay: "{weekday} {date} {month} {year}",
  monthOfYear: "{month} {year}",
  moment: "{day}, {clock}",
  hours: "{from} tot {to}",
};
