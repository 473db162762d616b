import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("es", { one: "# servicio más", other: "# servicios más" });

/** Sentences that fit one name and many. */
export const ES = makeLanguage({
  locale: "es",
  templates: {
    title: "{name}: {impact}",
    opened: "Hemos detectado un problema con {name}. Lo estamos investigando.",
    identified: "Se conoce la causa del problema con {name} y se está trabajando para resolverlo.",
    unacknowledged: "Volvemos a buscar la causa del problema con {name}.",
    impact: "El problema afecta ahora a {name}: {impact}.",
    unstable: "El estado de {name} cambia continuamente. Lo llamamos inestable hasta que deje de variar.",
    stable: "El estado de {name} ya no cambia continuamente.",
    gap: "Durante un tiempo no hubo datos de la supervisión. Hasta donde sabemos, el problema con {name} continuó mientras tanto.",
    recovered: "El problema con {name} ha terminado. Seguimos observando la situación.",
    resolved: "Desde entonces no ha habido más problemas con {name}. El incidente está resuelto.",
    reopened: "El problema con {name} ha vuelto a aparecer.",
    removed: "La supervisión ya no incluye {name}, por lo que no se puede confirmar la recuperación.",
    unpublished: "Esta página ya no muestra {name}.",
    remains: "El incidente anterior ha terminado, pero el problema con {name} persiste. Lo estamos investigando.",
    merged: "Este incidente se describe ahora junto con otro.",
    still: "Seguimos investigando la causa desde hace {duration}.",
    still_identified: "Se sigue trabajando en la solución desde hace {duration}.",
    maintenance_title: "Mantenimiento de {name}",
    maintenance_scheduled: "El mantenimiento de {name} está previsto del {from} al {to}.",
    maintenance_started: "El mantenimiento de {name} ha comenzado. Está previsto hasta el {to}.",
    maintenance_extended: "El mantenimiento de {name} se prolonga: ahora está previsto hasta el {to}.",
    maintenance_moved: "El mantenimiento de {name} cambia de horario: del {from} al {to}.",
    maintenance_ended_early: "El mantenimiento de {name} ha terminado antes del final anunciado.",
    maintenance_completed: "El mantenimiento de {name} ha finalizado.",
    maintenance_cancelled: "El mantenimiento de {name} se ha cancelado.",
    maintenance_forgotten:
      "La supervisión ya no registra el mantenimiento de {name}. Lo mostramos tal como se anunció.",
  },
  states: {
    operational: "en funcionamiento",
    degraded_performance: "rendimiento reducido",
    partial_outage: "interrupción parcial",
    major_outage: "interrupción grave",
    under_maintenance: "en mantenimiento",
    unknown: "estado desconocido",
  },
  andMore: (first, more) => `${first} y ${SERVICES(more)}`,
});
