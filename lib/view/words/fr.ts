import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("fr", { one: "# autre service", other: "# autres services" });

/** Sentences without "de {name}", which some names would shorten to "d’". */
export const FR = makeLanguage({
  locale: "fr",
  templates: {
    title: "{name}\u00a0: {impact}",
    opened: "Nous avons constaté un problème avec {name}. Nous l’examinons.",
    identified: "La cause du problème avec {name} est connue et sa résolution est en cours.",
    unacknowledged: "Nous recherchons de nouveau la cause du problème avec {name}.",
    impact: "Le problème touche désormais {name}\u00a0: {impact}.",
    unstable: "L’état change sans cesse pour {name}. Nous le disons instable jusqu’à ce qu’il ne varie plus.",
    stable: "L’état ne change plus sans cesse pour {name}.",
    gap: "Pendant un certain temps, la surveillance n’a fourni aucune donnée. À notre connaissance, le problème avec {name} a persisté pendant cette période.",
    recovered: "Le problème avec {name} est terminé. Nous continuons de surveiller la situation.",
    resolved: "Depuis, il n’y a plus eu de problème avec {name}. L’incident est résolu.",
    reopened: "Le problème avec {name} est réapparu.",
    removed: "La surveillance ne couvre plus {name}, le rétablissement ne peut donc pas être confirmé.",
    unpublished: "Cette page n’affiche plus {name}.",
    remains: "L’incident précédent est terminé, mais le problème avec {name} persiste. Nous l’examinons.",
    merged: "Cet incident est désormais décrit avec un autre.",
    still: "Nous cherchons toujours la cause, depuis {duration}.",
    still_identified: "La résolution est toujours en cours, depuis {duration}.",
    maintenance_title: "Maintenance\u00a0: {name}",
    maintenance_scheduled: "Une maintenance est prévue pour {name}, du {from} au {to}.",
    maintenance_started: "La maintenance a commencé pour {name}. Elle est prévue jusqu’au {to}.",
    maintenance_extended: "La maintenance se prolonge pour {name}\u00a0: elle est maintenant prévue jusqu’au {to}.",
    maintenance_moved: "La maintenance change d’horaire pour {name}\u00a0: du {from} au {to}.",
    maintenance_ended_early: "La maintenance pour {name} s’est terminée avant la fin annoncée.",
    maintenance_completed: "La maintenance pour {name} est terminée.",
    maintenance_cancelled: "La maintenance pour {name} a été annulée.",
    maintenance_forgotten:
      "La surveillance ne signale plus la maintenance pour {name}. Nous la présentons telle qu’elle a été annoncée.",
  },
  states: {
    operational: "en service",
    degraded_performance: "performances réduites",
    partial_outage: "panne partielle",
    major_outage: "panne majeure",
    under_maintenance: "en maintenance",
    unknown: "état inconnu",
  },
  andMore: (first, more) => `${first} et ${SERVICES(more)}`,
});
