import type { DateData } from "@/lib/view/words/make-dates";

export const ES_DATES: DateData = {
  months: [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ],
  shortMonths: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
  weekdays: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
  shortWeekdays: ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"],
  shortDay: "{date} {shortMonth}",
  day: "{shortWeekday} {date} {shortMonth}",
  dayOfRun: "{shortWeekday} {date}",
  fullDate: "{date} {shortMonth} {year}",
  longDay: "{weekday} {date} de {month} de {year}",
  monthOfYear: "{month} de {year}",
  moment: "{clock}, {day}",
  hours: "de {from} a {to}",
};
