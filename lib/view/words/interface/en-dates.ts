import type { DateData } from "@/lib/view/words/make-dates";

export const EN_DATES: DateData = {
  months: "January February March April May June July August September October November December".split(" "),
  shortMonths: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
  weekdays: "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" "),
  shortWeekdays: "Sun Mon Tue Wed Thu Fri Sat".split(" "),
  shortDay: "{date} {shortMonth}",
  day: "{shortWeekday} {date} {shortMonth}",
  dayOfRun: "{shortWeekday} {date}",
  fullDate: "{date} {shortMonth} {year}",
  longDay: "{weekday} {date} {month} {year}",
  monthOfYear: "{month} {year}",
  moment: "{clock}, {day}",
  hours: "{from} to {to}",
};
