import { Gauge, type Registry } from "prom-client";
import { judgeAge } from "@/lib/domain/data-age";
import type { HealthStatus } from "@/lib/domain/health";
import { shareDone } from "@/lib/domain/history-facts";
import { PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { SECOND_MS } from "@/lib/domain/time";
import type { MetricFacts } from "./metrics";

const STATUSES = ["healthy", "degraded", "critical"] as const satisfies HealthStatus[];
const CODES = Object.keys(REASON_PARTS) as ReasonCode[];

interface Figure {
  name: string;
  help: string;
  /** Null: not known. Then the metric is there without a value, which is no zero. */
  read(facts: MetricFacts): number | null;
}

/** Figures without labels. */
const FIGURES: readonly Figure[] = [
  {
    name: "poller_consecutive_failures",
    help: "Failed polls since the last good one or recovery.",
    read: ({ facts }) => facts.poller?.consecutiveFailures ?? null,
  },
  {
    name: "scheduler_is_running",
    help: "1 while the poller runs.",
    read: ({ facts }) => (facts.poller?.isRunning ? 1 : 0),
  },
  {
    name: "page_is_fresh",
    help: "1 while Nagios' data is young enough for the page to say how things are; 0 while it says unknown.",
    read: (given) => (isFresh(given) ? 1 : 0),
  },
  {
    name: "incidents_open",
    help: "Incidents that last, as far as they are on show.",
    read: ({ openIncidents }) => openIncidents,
  },
  {
    name: "database_size_bytes",
    help: "Size of the database file.",
    read: ({ facts }) => facts.store?.databaseBytes ?? null,
  },
  {
    name: "database_wal_bytes",
    help: "Size of its write-ahead log.",
    read: ({ facts }) => facts.store?.walBytes ?? null,
  },
  {
    name: "database_free_bytes",
    help: "Free space of the file system that it lies on.",
    read: ({ facts }) => facts.store?.freeBytes ?? null,
  },
  {
    name: "backups_kept",
    help: "Verified backups that are kept.",
    read: ({ facts }) => facts.store?.backups.count ?? null,
  },
  {
    name: "backup_last_timestamp_seconds",
    help: "When the newest verified backup was made.",
    read: ({ facts }) => toSeconds(facts.store?.backups.lastAt ?? null),
  },
  {
    name: "source_reads_hanging",
    help: "Reads of Nagios' files that were given up and have not come back.",
    read: ({ facts }) => facts.poller?.hangingReads ?? null,
  },
  {
    name: "store_batches_waiting",
    help: "Polls whose changes wait for the database.",
    read: ({ facts }) => facts.poller?.waitingBatches ?? null,
  },
  {
    name: "history_since_timestamp_seconds",
    help: "Since when anything is known of the past.",
    read: ({ history }) => toSeconds(history?.since ?? null),
  },
  {
    name: "history_search_progress_ratio",
    help: "How much of the search of Nagios' logs is done; 1 when none runs, no value before the first.",
    read: ({ history }) => (history?.search == null ? null : shareDone(history.search)),
  },
  {
    name: "nagios_log_behind_bytes",
    help: "What of Nagios' log is not read yet. Without a value while it cannot be read.",
    read: ({ history }) => history?.log?.behind ?? null,
  },
];

/** Registers what is read at each scrape; the answer sets it all. */
export function createGauges(registry: Registry): (facts: MetricFacts) => void {
  const registers = [registry];
  const figures = FIGURES.map(({ name, help, read }) => ({ gauge: new Gauge({ name, help, registers }), read }));
  const status = new Gauge({
    name: "poller_health_status",
    help: "1 for the present health, as in /api/health; 0 for the others.",
    labelNames: ["status"],
    registers,
  });
  const reason = new Gauge({
    name: "health_reason",
    help: "1 for each reason why the service is not healthy; 0 for all others.",
    labelNames: ["reason"],
    registers,
  });
  const age = new Gauge({
    name: "nagios_data_age_seconds",
    help: "Age of Nagios' data by its own time. Without a value while it cannot be told.",
    labelNames: ["source"],
    registers,
  });
  const component = new Gauge({
    name: "component_status",
    help: "1 for the present public state of a component, 0 for the others. Unknown while the data is too old.",
    labelNames: ["component", "status"],
    registers,
  });
  const build = new Gauge({
    name: "build_info",
    help: "1, with the versions of the program and of Node.js.",
    labelNames: ["version", "node"],
    registers,
  });
  return (given) => {
    for (const { gauge, read } of figures) setOrRemove(gauge, {}, read(given));
    for (const name of STATUSES) status.set({ status: name }, given.health.status === name ? 1 : 0);
    const present = new Set(given.health.reasons.map(({ code }) => code));
    for (const code of CODES) reason.set({ reason: code }, present.has(code) ? 1 : 0);
    setOrRemove(age, { source: "status.dat" }, ageOf(given));
    component.reset();
    for (const { slug, state } of given.components) setStates(component, slug, isFresh(given) ? state : "unknown");
    build.set({ version: given.version, node: process.versions.node }, 1);
  };
}

function setStates(gauge: Gauge, component: string, present: PublicState): void {
  for (const status of PUBLIC_STATES) gauge.set({ component, status }, status === present ? 1 : 0);
}

function setOrRemove(gauge: Gauge, labels: Record<string, string>, value: number | null): void {
  if (value === null) gauge.remove(labels);
  else gauge.set(labels, value);
}

function isFresh({ at, facts: { data } }: MetricFacts): boolean {
  return data.freshUntil !== null && at <= data.freshUntil;
}

/** Data that is far from the future is of no age that anybody could name. */
function ageOf({ at, facts: { data } }: MetricFacts): number | null {
  if (data.asOf === null || judgeAge(data.asOf, at, Number.POSITIVE_INFINITY).kind === "ahead") return null;
  return Math.max(0, at - data.asOf) / SECOND_MS;
}

function toSeconds(at: number | null): number | null {
  return at === null ? null : at / SECOND_MS;
}
