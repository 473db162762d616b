import type { DateData } from "@/lib/view/words/make-dates";

export const FR_DATES: DateData = {
  months: [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
  ],
  shortMonths: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
  weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
  shortWeekdays: ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
  shortDay: "{date} {shortMonth}",
  day: "{shortWeekday} {date} {shortMonth}",
  dayOfRun: "{shortWeekday} {date}",
  fullDate: "{date} {shortMonth} {year}",
  longDay: "{weekday} {date} {month} {year}",
  monthOfYear: "{month} {year}",
  moment: "{clock}, le {day}",
  hours: "de {from} à {to}",
};
