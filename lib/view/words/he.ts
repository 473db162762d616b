import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("he", { one: "ועוד שירות אחד", two: "ועוד שני שירותים", other: "ועוד # שירותים" });

/** Prepositions that are words of their own: others would grow together with the name. */
export const HE = makeLanguage({
  locale: "he",
  isRightToLeft: true,
  templates: {
    title: "{name}: {impact}",
    opened: "זיהינו בעיה עם {name} ואנחנו בודקים אותה.",
    identified: "הסיבה לבעיה עם {name} ידועה, והבעיה בטיפול.",
    unacknowledged: "אנחנו מחפשים שוב את הסיבה לבעיה עם {name}.",
    impact: "הבעיה משפיעה כעת על {name}: {impact}.",
    unstable: "המצב של {name} משתנה ללא הרף. אנחנו מגדירים אותו כלא יציב עד שיתייצב.",
    stable: "המצב של {name} כבר אינו משתנה ללא הרף.",
    gap: "במשך זמן מה לא היו נתוני ניטור. למיטב ידיעתנו, הבעיה עם {name} נמשכה גם אז.",
    recovered: "הבעיה עם {name} חלפה. אנחנו ממשיכים לעקוב.",
    resolved: "מאז לא היו בעיות נוספות עם {name}. האירוע נפתר.",
    reopened: "הבעיה עם {name} חזרה.",
    removed: "הניטור אינו כולל עוד את {name}, ולכן לא ניתן לאמת שהבעיה הסתיימה.",
    unpublished: "דף זה אינו מציג עוד את {name}.",
    remains: "האירוע הקודם הסתיים, אך הבעיה עם {name} נמשכת. אנחנו בודקים אותה.",
    merged: "אירוע זה מתואר כעת יחד עם אירוע אחר.",
    still: "אנחנו עדיין מחפשים את הסיבה, כבר {duration}.",
    still_identified: "הטיפול בבעיה עדיין נמשך, כבר {duration}.",
    maintenance_title: "תחזוקה של {name}",
    maintenance_scheduled: "התחזוקה של {name} מתוכננת מ-{from} עד {to}.",
    maintenance_started: "התחזוקה של {name} החלה. היא מתוכננת עד {to}.",
    maintenance_extended: "התחזוקה של {name} מתארכת: כעת היא מתוכננת עד {to}.",
    maintenance_moved: "מועד התחזוקה של {name} השתנה: מ-{from} עד {to}.",
    maintenance_ended_early: "התחזוקה של {name} הסתיימה לפני המועד שעליו הודענו.",
    maintenance_completed: "התחזוקה של {name} הושלמה.",
    maintenance_cancelled: "התחזוקה של {name} בוטלה.",
    maintenance_forgotten: "הניטור אינו מציין עוד את התחזוקה של {name}. אנחנו מציגים אותה כפי שהודענו עליה.",
  },
  states: {
    operational: "פעילות תקינה",
    degraded_performance: "ביצועים ירודים",
    partial_outage: "תקלה חלקית",
    major_outage: "תקלה חמורה",
    under_maintenance: "בתחזוקה",
    unknown: "מצב לא ידוע",
  },
  andMore: (first, more) => `${first} ${SERVICES(more)}`,
});
