import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("pl", { one: "# usługa", few: "# usługi", many: "# usług", other: "# usługi" });

/** Names stand in front or after a colon, in the nominative: a name cannot be declined here. */
export const PL = makeLanguage({
  locale: "pl",
  templates: {
    title: "{name}: {impact}",
    opened: "{name}: zauważyliśmy problem i sprawdzamy, co się stało.",
    identified: "{name}: przyczyna problemu jest znana i trwają prace nad jej usunięciem.",
    unacknowledged: "{name}: ponownie szukamy przyczyny problemu.",
    impact: "Problem obejmuje teraz: {name} ({impact}).",
    unstable: "{name}: stan ciągle się zmienia. Nazywamy go niestabilnym, dopóki się nie ustali.",
    stable: "{name}: stan przestał się ciągle zmieniać.",
    gap: "{name}: przez pewien czas nie było danych z monitoringu. O ile nam wiadomo, problem trwał przez cały ten czas.",
    recovered: "{name}: problem minął. Nadal obserwujemy sytuację.",
    resolved: "{name}: od tego czasu nie było kolejnych problemów. Incydent został rozwiązany.",
    reopened: "{name}: problem powrócił.",
    removed: "{name}: zakończono monitorowanie, dlatego nie można potwierdzić końca problemu.",
    unpublished: "{name}: usunięto z tej strony.",
    remains: "{name}: wcześniejszy incydent się zakończył, ale problem nadal trwa. Sprawdzamy, co się stało.",
    merged: "Ten incydent opisujemy teraz razem z innym.",
    still: "Już {duration} szukamy przyczyny problemu.",
    still_identified: "Już {duration} trwają prace nad usunięciem problemu.",
    maintenance_title: "Prace konserwacyjne: {name}",
    maintenance_scheduled: "{name}: prace konserwacyjne zaplanowano od {from} do {to}.",
    maintenance_started: "{name}: prace konserwacyjne się rozpoczęły. Mają potrwać do {to}.",
    maintenance_extended: "{name}: prace konserwacyjne się przedłużą. Mają teraz potrwać do {to}.",
    maintenance_moved: "{name}: prace konserwacyjne mają nowy termin, od {from} do {to}.",
    maintenance_ended_early: "{name}: prace konserwacyjne zakończyły się przed zapowiedzianym terminem.",
    maintenance_completed: "{name}: prace konserwacyjne zostały zakończone.",
    maintenance_cancelled: "{name}: prace konserwacyjne zostały odwołane.",
    maintenance_forgotten:
      "{name}: monitoring nie wykazuje już tych prac konserwacyjnych. Pokazujemy je tak, jak zostały zapowiedziane.",
  },
  states: {
    operational: "normalne działanie",
    degraded_performance: "obniżona wydajność",
    partial_outage: "częściowa awaria",
    major_outage: "poważna awaria",
    under_maintenance: "prace konserwacyjne",
    unknown: "stan nieznany",
  },
  andMore: (first, more) => `${first} i jeszcze ${SERVICES(more)}`,
});
