import type { DateData } from "@/lib/view/words/make-dates";

export const DE_DATES: DateData = {
  months: [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
  ],
  shortMonths: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
  weekdays: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
  shortWeekdays: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
  shortDay: "{date}. {shortMonth}",
  day: "{shortWeekday}, {date}. {shortMonth}",
  dayOfRun: "{shortWeekday}, {date}.",
  fullDate: "{date}. {shortMonth} {year}",
  longDay: "{weekday}, {date}. {month} {year}",
  monthOfYear: "{month} {year}",
  moment: "{day}, {clock}",
  hours: "{from} bis {to}",
};
