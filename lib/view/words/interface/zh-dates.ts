import type { DateData } from "@/lib/view/words/make-dates";

export const ZH_DATES: DateData = {
  months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
  shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
  weekdays: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  shortWeekdays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  shortDay: "{monthNumber}月{date}日",
  day: "{monthNumber}月{date}日{shortWeekday}",
  fullDate: "{year}年{monthNumber}月{date}日",
  longDay: "{year}年{monthNumber}月{date}日{weekday}",
  monthOfYear: "{year}年{month}",
  moment: "{day} {clock}",
  hours: "{from}至{to}",
};
