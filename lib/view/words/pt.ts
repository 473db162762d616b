import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("pt", { one: "# serviço", other: "# serviços" });

/** Sentences that fit one name and many. */
export const PT = makeLanguage({
  locale: "pt",
  templates: {
    title: "{name}: {impact}",
    opened: "Detectamos um problema com {name}. Estamos investigando.",
    identified: "A causa do problema com {name} é conhecida e a correção está em andamento.",
    unacknowledged: "Voltamos a procurar a causa do problema com {name}.",
    impact: "O problema agora afeta {name}: {impact}.",
    unstable: "O estado de {name} muda constantemente. Nós o chamamos de instável até que pare de variar.",
    stable: "O estado de {name} já não muda constantemente.",
    gap: "Por algum tempo não houve dados do monitoramento. Até onde sabemos, o problema com {name} continuou nesse período.",
    recovered: "O problema com {name} terminou. Continuamos acompanhando a situação.",
    resolved: "Desde então não houve mais problemas com {name}. O incidente está resolvido.",
    reopened: "O problema com {name} voltou.",
    removed: "O monitoramento não inclui mais {name}, por isso não é possível confirmar a recuperação.",
    unpublished: "Esta página não mostra mais {name}.",
    remains: "O incidente anterior terminou, mas o problema com {name} persiste. Estamos investigando.",
    merged: "Este incidente agora é descrito junto com outro.",
    still: "Continuamos investigando a causa há {duration}.",
    still_identified: "A correção continua em andamento há {duration}.",
    maintenance_title: "Manutenção de {name}",
    maintenance_scheduled: "A manutenção de {name} está prevista de {from} até {to}.",
    maintenance_started: "A manutenção de {name} começou. Está prevista até {to}.",
    maintenance_extended: "A manutenção de {name} vai demorar mais: agora está prevista até {to}.",
    maintenance_moved: "A manutenção de {name} tem um novo horário: de {from} até {to}.",
    maintenance_ended_early: "A manutenção de {name} terminou antes do fim anunciado.",
    maintenance_completed: "A manutenção de {name} foi concluída.",
    maintenance_cancelled: "A manutenção de {name} foi cancelada.",
    maintenance_forgotten:
      "O monitoramento não registra mais a manutenção de {name}. Nós a mostramos como foi anunciada.",
  },
  states: {
    operational: "em funcionamento",
    degraded_performance: "desempenho reduzido",
    partial_outage: "interrupção parcial",
    major_outage: "interrupção grave",
    under_maintenance: "em manutenção",
    unknown: "estado desconhecido",
  },
  andMore: (first, more) => `${first} e mais ${SERVICES(more)}`,
});
