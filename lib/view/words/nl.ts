import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("nl", { one: "# dienst", other: "# diensten" });

/** Sentences that fit one name and many. */
export const NL = makeLanguage({
  locale: "nl",
  templates: {
    title: "{name}: {impact}",
    opened: "We hebben een probleem met {name} vastgesteld en zoeken het uit.",
    identified: "De oorzaak van het probleem met {name} is bekend en er wordt aan gewerkt.",
    unacknowledged: "We zoeken opnieuw naar de oorzaak van het probleem met {name}.",
    impact: "Het probleem treft nu {name}: {impact}.",
    unstable: "De toestand van {name} wisselt voortdurend. We noemen die instabiel tot ze gelijk blijft.",
    stable: "De toestand van {name} wisselt niet meer voortdurend.",
    gap: "Een tijdlang waren er geen gegevens van de monitoring. Voor zover we weten hield het probleem met {name} in die tijd aan.",
    recovered: "Het probleem met {name} is voorbij. We blijven de situatie volgen.",
    resolved: "Sindsdien is er geen probleem met {name} meer geweest. Het incident is opgelost.",
    reopened: "Het probleem met {name} is terug.",
    removed: "De monitoring omvat {name} niet meer, zodat herstel niet kan worden bevestigd.",
    unpublished: "Deze pagina toont {name} niet meer.",
    remains: "Het eerdere incident is voorbij, maar het probleem met {name} blijft bestaan. We zoeken het uit.",
    merged: "Dit wordt nu samen met een ander incident beschreven.",
    still: "We zoeken nog steeds naar de oorzaak, al {duration}.",
    still_identified: "Er wordt nog steeds aan gewerkt, al {duration}.",
    maintenance_title: "Onderhoud aan {name}",
    maintenance_scheduled: "Het onderhoud aan {name} is gepland van {from} tot {to}.",
    maintenance_started: "Het onderhoud aan {name} is begonnen. Het is gepland tot {to}.",
    maintenance_extended: "Het onderhoud aan {name} duurt langer: het is nu gepland tot {to}.",
    maintenance_moved: "Het onderhoud aan {name} is verplaatst: van {from} tot {to}.",
    maintenance_ended_early: "Het onderhoud aan {name} is vóór het aangekondigde einde afgerond.",
    maintenance_completed: "Het onderhoud aan {name} is voltooid.",
    maintenance_cancelled: "Het onderhoud aan {name} gaat niet door.",
    maintenance_forgotten:
      "De monitoring vermeldt het onderhoud aan {name} niet meer. We tonen het zoals het was aangekondigd.",
  },
  states: {
    operational: "in bedrijf",
    degraded_performance: "verminderde prestaties",
    partial_outage: "gedeeltelijke storing",
    major_outage: "grote storing",
    under_maintenance: "in onderhoud",
    unknown: "toestand onbekend",
  },
  andMore: (first, more) => `${first} en nog ${SERVICES(more)}`,
});
