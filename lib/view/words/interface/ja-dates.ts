import type { DateData } from "@/lib/view/words/make-dates";

export const JA_DATES: DateData = {
  months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
  shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
  weekdays: ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
  shortWeekdays: ["日", "月", "火", "水", "木", "金", "土"],
  shortDay: "{monthNumber}月{date}日",
  day: "{monthNumber}月{date}日（{shortWeekday}）",
  fullDate: "{year}年{monthNumber}月{date}日",
  longDay: "{year}年{monthNumber}月{date}日{weekday}",
  monthOfYear: "{year}年{month}",
  moment: "{day} {clock}",
  hours: "{from}～{to}",
};
