import type { Credentials } from "@/lib/config/config";
import { judgeHealth } from "@/lib/domain/judge-health";
import type { EpochMs } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import type { OperatorFacts } from "@/lib/view/operator-facts";
import { readHealthFacts } from "./health";
import { readProcessFacts } from "./process-facts";
import { countActiveIncidents } from "./publication";
import { getRuntime, type Runtime } from "./runtime";

/** Who may see the operator's view; it works while the boot fails, with the last configuration that was right. */
export function readCredentials(): { kind: "none" } | { kind: "set"; credentials: Credentials } {
  const credentials = getRuntime().inForce?.config.api.credentials ?? readEnvironment();
  return credentials === null ? { kind: "none" } : { kind: "set", credentials };
}

/** Before any configuration was right, the environment alone is sure. */
function readEnvironment(): Credentials | null {
  const { API_BASIC_AUTH_USERNAME: username, API_BASIC_AUTH_PASSWORD: password } = process.env;
  return username && password ? { username, password } : null;
}

/** Everything that the operator may be shown, from memory. */
export function readOperatorFacts(): OperatorFacts {
  const runtime = getRuntime();
  const { service, publication, record, inForce, startedAt, guard, alerting } = runtime;
  const own = readProcessFacts();
  const at = systemClock.now();
  const facts = readHealthFacts();
  return {
    at,
    health: judgeHealth(facts, at),
    facts,
    page: describePage(runtime),
    source: describeSource(runtime),
    components: publication?.components ?? [],
    ...(service?.told() ?? NOTHING_TOLD),
    history: service?.history() ?? null,
    recentPolls: record.recentPolls(),
    record: record.read(),
    deadlineMs: service?.deadlineMs ?? null,
    nextPollAt: findNextPoll(runtime),
    process: {
      startedAt,
      pid: process.pid,
      rssBytes: own.rssBytes,
      memoryLimitBytes: guard?.memory().limitBytes ?? null,
      restarts: own.restarts,
    },
    alerts: {
      channels: listChannels(runtime),
      waiting: alerting?.alerts.facts().waiting ?? 0,
      lastSentAt: alerting?.alerts.facts().lastSentAt ?? null,
    },
    versions: [
      { name: "Vitrine", version: own.version },
      { name: "Node.js", version: process.versions.node },
    ],
    config: { path: inForce?.path ?? null, settings: inForce?.settings ?? [] },
  };
}

const NOTHING_TOLD = { incidents: [], maintenances: [] };

function describePage({ publication, inForce, service }: Runtime): OperatorFacts["page"] {
  const page = publication?.page;
  return {
    name: page?.name ?? inForce?.config.page.name ?? "Service status",
    timeZone: page?.timeZone ?? inForce?.config.page.timeZone ?? "UTC",
    demo: page?.demo ?? false,
    checkedAt: page?.checkedAt ?? null,
    componentCount: publication?.components.length ?? 0,
    activeIncidentCount: countActiveIncidents(),
    stalenessThresholdMs: service?.settings.stalenessThresholdMs ?? 0,
  };
}

function describeSource({ service, record }: Runtime): OperatorFacts["source"] {
  if (service === null) return null;
  const sizes = record.recentPolls().map(({ bytes }) => bytes);
  return { ...service.source, bytes: sizes.findLast((bytes) => bytes !== null) ?? null, watched: service.watched() };
}

function findNextPoll({ service }: Runtime): EpochMs | null {
  const supervision = service?.poller.supervision();
  if (service === null || supervision?.lastFinished == null || !supervision.isRunning) return null;
  return supervision.lastFinished.wall + service.pollIntervalMs;
}

function listChannels({ inForce }: Runtime): ("email" | "webhook")[] {
  const alerts = inForce?.config.alerts;
  return [...(alerts?.email ? (["email"] as const) : []), ...(alerts?.webhook ? (["webhook"] as const) : [])];
}
