import type { DateData } from "@/lib/view/words/make-dates";

export const HE_DATES: DateData = {
  months: ["ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"],
  shortMonths: ["ינו׳", "פבר׳", "מרץ", "אפר׳", "מאי", "יוני", "יולי", "אוג׳", "ספט׳", "אוק׳", "נוב׳", "דצמ׳"],
  weekdays: ["יום ראשון", "יום שני", "יום שלישי", "יום רביעי", "יום חמישי", "יום שישי", "יום שבת"],
  shortWeekdays: ["יום א׳", "יום ב׳", "יום ג׳", "יום ד׳", "יום ה׳", "יום ו׳", "שבת"],
  shortDay: "{date} ב{shortMonth}",
  day: "{shortWeekday}, {date} ב{shortMonth}",
  dayOfRun: "{shortWeekday}, {date}",
  fullDate: "{date} ב{shortMonth} {year}",
  longDay: "{weekday}, {date} ב{month} {year}",
  monthOfYear: "{month} {year}",
  moment: "{day}, {clock}",
  hours: "מ-{from} עד {to}",
};
