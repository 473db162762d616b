import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

/** Words that are the same in the nominative and in the dative, as a name may stand in either. */
const COMPONENTS = makePlural("de", { one: "# Komponente", other: "# Komponenten" });

/** Sentences that fit one name and many. */
export const DE = makeLanguage({
  locale: "de",
  templates: {
    title: "{name}: {impact}",
    opened: "Wir haben eine Störung bei {name} festgestellt und gehen ihr nach.",
    identified: "Die Ursache der Störung bei {name} ist bekannt, und es wird daran gearbeitet.",
    unacknowledged: "Wir suchen die Ursache der Störung bei {name} von Neuem.",
    impact: "Die Störung betrifft jetzt {name}: {impact}.",
    unstable: "Der Zustand von {name} wechselt ständig. Wir nennen das instabil, bis er gleich bleibt.",
    stable: "Der Zustand von {name} wechselt nicht mehr ständig.",
    gap: "Eine Zeit lang gab es keine Daten der Überwachung. Soweit wir wissen, hielt die Störung bei {name} dabei an.",
    recovered: "Die Störung bei {name} ist vorbei. Wir beobachten weiter.",
    resolved: "Seither gab es keine Störung bei {name} mehr. Der Vorfall ist behoben.",
    reopened: "Die Störung bei {name} ist wieder da.",
    removed: "Die Überwachung umfasst {name} nicht mehr, ein Ende der Störung lässt sich nicht bestätigen.",
    unpublished: "Diese Seite zeigt {name} nicht mehr.",
    remains: "Der frühere Vorfall ist vorbei, die Störung bei {name} besteht weiter. Wir gehen ihr nach.",
    merged: "Dies wird nun zusammen mit einem anderen Vorfall erzählt.",
    still: "Wir suchen nun schon {duration} nach der Ursache.",
    still_identified: "Daran wird nun schon {duration} gearbeitet.",
    maintenance_title: "Wartung: {name}",
    maintenance_scheduled: "Die Wartung von {name} ist geplant, {from} bis {to}.",
    maintenance_started: "Die Wartung von {name} hat begonnen. Sie ist bis {to} geplant.",
    maintenance_extended: "Die Wartung von {name} dauert länger: Sie ist nun bis {to} geplant.",
    maintenance_moved: "Die Wartung von {name} hat eine andere Zeit: {from} bis {to}.",
    maintenance_ended_early: "Die Wartung von {name} ist vor dem angekündigten Ende vorbei.",
    maintenance_completed: "Die Wartung von {name} ist abgeschlossen.",
    maintenance_cancelled: "Die Wartung von {name} wurde abgesagt.",
    maintenance_forgotten:
      "Die Überwachung nennt die Wartung von {name} nicht mehr. Wir zeigen sie, wie sie angekündigt war.",
  },
  states: {
    operational: "in Betrieb",
    degraded_performance: "beeinträchtigt",
    partial_outage: "teilweiser Ausfall",
    major_outage: "Ausfall",
    under_maintenance: "in Wartung",
    unknown: "unbekannt",
  },
  andMore: (first, more) => `${first} und noch ${COMPONENTS(more)}`,
});
