import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("it", { one: "# altro servizio", other: "altri # servizi" });

/** Instants stand after a colon: an article before them would have to change with the day. */
export const IT = makeLanguage({
  locale: "it",
  templates: {
    title: "{name}: {impact}",
    opened: "Abbiamo rilevato un problema con {name}. Lo stiamo esaminando.",
    identified: "La causa del problema con {name} è nota e si sta lavorando alla soluzione.",
    unacknowledged: "Stiamo cercando di nuovo la causa del problema con {name}.",
    impact: "Il problema riguarda ora {name}: {impact}.",
    unstable: "Lo stato di {name} cambia di continuo. Lo consideriamo instabile finché non resta costante.",
    stable: "Lo stato di {name} non cambia più di continuo.",
    gap: "Per un certo periodo non ci sono stati dati di monitoraggio. Per quanto ne sappiamo, nel frattempo il problema con {name} è continuato.",
    recovered: "Il problema con {name} è terminato. Continuiamo a seguire la situazione.",
    resolved: "Da allora non ci sono stati altri problemi con {name}. L’incidente è risolto.",
    reopened: "Il problema con {name} si è ripresentato.",
    removed: "Il monitoraggio non comprende più {name}, quindi non è possibile confermare il ripristino.",
    unpublished: "Questa pagina non mostra più {name}.",
    remains: "L’incidente precedente è terminato, ma il problema con {name} persiste. Lo stiamo esaminando.",
    merged: "Questo incidente viene ora descritto insieme a un altro.",
    still: "Stiamo ancora cercando la causa, da {duration}.",
    still_identified: "Si sta ancora lavorando alla soluzione, da {duration}.",
    maintenance_title: "Manutenzione di {name}",
    maintenance_scheduled: "È prevista la manutenzione di {name}. Inizio: {from}. Fine: {to}.",
    maintenance_started: "La manutenzione di {name} è iniziata. Fine prevista: {to}.",
    maintenance_extended: "La manutenzione di {name} richiede più tempo. Nuova fine prevista: {to}.",
    maintenance_moved: "La manutenzione di {name} ha un nuovo orario. Inizio: {from}. Fine: {to}.",
    maintenance_ended_early: "La manutenzione di {name} è terminata prima della fine annunciata.",
    maintenance_completed: "La manutenzione di {name} è stata completata.",
    maintenance_cancelled: "La manutenzione di {name} è stata annullata.",
    maintenance_forgotten:
      "Il monitoraggio non riporta più la manutenzione di {name}. La mostriamo così come è stata annunciata.",
  },
  states: {
    operational: "in funzione",
    degraded_performance: "prestazioni ridotte",
    partial_outage: "interruzione parziale",
    major_outage: "interruzione grave",
    under_maintenance: "in manutenzione",
    unknown: "stato sconosciuto",
  },
  andMore: (first, more) => `${first} e ${SERVICES(more)}`,
});
