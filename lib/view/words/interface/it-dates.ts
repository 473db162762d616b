import type { DateData } from "@/lib/view/words/make-dates";

export const IT_DATES: DateData = {
  months: [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
  ],
  shortMonths: ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
  weekdays: ["domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"],
  shortWeekdays: ["dom", "lun", "mar", "mer", "gio", "ven", "sab"],
  shortDay: "{date} {shortMonth}",
  day: "{shortWeekday} {date} {shortMonth}",
  dayOfRun: "{shortWeekday} {date}",
  fullDate: "{date} {shortMonth} {year}",
  longDay: "{weekday} {date} {month} {year}",
  monthOfYear: "{month} {year}",
  moment: "{clock}, {day}",
  hours: "dalle {from} alle {to}",
};
