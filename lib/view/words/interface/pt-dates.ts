import type { DateData } from "@/lib/view/words/make-dates";

export const PT_DATES: DateData = {
  months: [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
  ],
  shortMonths: ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
  weekdays: ["domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"],
  shortWeekdays: ["dom", "seg", "ter", "qua", "qui", "sex", "sáb"],
  shortDay: "{date} {shortMonth}",
  day: "{shortWeekday}, {date} {shortMonth}",
  dayOfRun: "{shortWeekday}, {date}",
  fullDate: "{date} {shortMonth} {year}",
  longDay: "{weekday}, {date} de {month} de {year}",
  monthOfYear: "{month} de {year}",
  moment: "{clock}, {day}",
  hours: "de {from} até {to}",
};
