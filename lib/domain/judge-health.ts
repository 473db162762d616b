import type { Health, HealthFacts, HealthReason, HealthStatus, PollerFacts, StoreFacts, Trouble } from "./health";
import { PARTS, REASON_PARTS, type ReasonCode, type Severity } from "./reason";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "./time";

/** A lock of another program is everyday life for a moment, a nuisance for a while, and an outage when it lasts. */
const LOCK_DEGRADED_MS = 5 * SECOND_MS;
const LOCK_CRITICAL_MS = MINUTE_MS;
/** How long a restored database is told while the poller's interval is not known. */
const UNKNOWN_INTERVAL_MS = MINUTE_MS;

/** Troubles with what is read beside the status file: they explain no page that is grey. */
const BESIDE_STATUS: readonly ReasonCode[] = ["objects_stale", "log_missing", "log_unreadable", "log_gap"];

/** Troubles that no number of failed polls makes worse: the poller does its work, what it reads is doubtful. */
const NEVER_CRITICAL: ReadonlySet<ReasonCode> = new Set(["clock_skew", ...BESIDE_STATUS]);

/**
 * How the service does at an instant: the one function that says so, for the health answers, the metrics, the page
 * of the operator, the alerts and the log. Present facts alone count: what is over and proven to be over is forgotten,
 * and what is not known is never healthy.
 */
export function judgeHealth(facts: HealthFacts, at: EpochMs): Health {
  const reasons = mergeReasons([
    ...judgeBoot(facts),
    ...judgePoller(facts, at),
    ...judgeData(facts, at),
    ...judgeStore(facts, at),
    ...facts.process.map((trouble) => explain(trouble, "degraded")),
    ...(facts.refusedConfig === null ? [] : [explain(facts.refusedConfig, "degraded")]),
    ...facts.alerts.map((trouble) => explain(trouble, "degraded")),
  ]);
  return { status: statusOf(reasons), reasons };
}

function statusOf(reasons: readonly HealthReason[]): HealthStatus {
  if (reasons.length === 0) return "healthy";
  return reasons.some(({ severity }) => severity === "critical") ? "critical" : "degraded";
}

/** A start that has a page to show meanwhile is an interruption of the reading; one that has none shows nothing. */
function judgeBoot({ boot, data }: HealthFacts): HealthReason[] {
  if (boot === null) return [];
  if (boot.kind === "pending") {
    const severity = data.asOf === null ? "critical" : "degraded";
    return [state("boot_pending", severity, "The service is starting.", null)];
  }
  const { trouble } = boot;
  if (trouble.code === "boot_failed") return [explain(trouble, "critical")];
  const failed = state("boot_failed", "critical", "The service cannot start, and tries again.", trouble.sinceAt);
  return [failed, explain(trouble, "critical")];
}

function judgePoller({ boot, poller }: HealthFacts, at: EpochMs): HealthReason[] {
  if (poller === null) {
    return boot === null ? [state("scheduler_stopped", "critical", "The poller was never started.", null)] : [];
  }
  return [...judgeScheduler(poller), ...judgePolls(poller, at), ...judgeRecovery(poller)];
}

function judgeScheduler({ isRunning, silentMs, intervalMs, lastFinishedAt }: PollerFacts): HealthReason[] {
  if (!isRunning) return [state("scheduler_stopped", "critical", "The poller is not running.", lastFinishedAt)];
  if (silentMs <= 2 * intervalMs) return [];
  const message = `No poll has finished for ${Math.round(silentMs / SECOND_MS)} seconds.`;
  return [state("scheduler_silent", "critical", message, lastFinishedAt)];
}

function judgePolls(poller: PollerFacts, at: EpochMs): HealthReason[] {
  const { troubles, failuresSinceGood, maxConsecutiveFailures } = poller;
  const severity = failuresSinceGood >= maxConsecutiveFailures ? "critical" : "degraded";
  if (failuresSinceGood > 0 && troubles.length === 0) {
    return [state("poll_failed", severity, `${failuresSinceGood} polls in a row have failed.`, null)];
  }
  return troubles.flatMap((trouble) => {
    if (REASON_PARTS[trouble.code] === "store") return judgeStoreTrouble(trouble, at);
    return [explain(trouble, NEVER_CRITICAL.has(trouble.code) ? "degraded" : severity)];
  });
}

function judgeRecovery({ isOnProbation, recoveryAttempts, lastRecoveryAt }: PollerFacts): HealthReason[] {
  if (!isOnProbation) return [];
  const times = recoveryAttempts === 1 ? "once" : `${recoveryAttempts} times`;
  const message = `The poller has recovered ${times}; good polls must prove it yet.`;
  return [state("scheduler_recovered", "degraded", message, lastRecoveryAt)];
}

/** A grey page is never healthy. Nagios is blamed for it where nothing that is known explains it otherwise. */
function judgeData({ boot, data, poller }: HealthFacts, at: EpochMs): HealthReason[] {
  const { asOf, freshUntil } = data;
  if (freshUntil !== null && at <= freshUntil) return [];
  const grey = state("page_stale", "degraded", "The page says that the status cannot be confirmed.", freshUntil);
  if (asOf === null || boot !== null || poller === null || isExplained(poller)) return [grey];
  const seconds = Math.max(0, Math.round((at - asOf) / SECOND_MS));
  return [grey, state("source_stale", "degraded", `Nagios' data is ${seconds} seconds old.`, freshUntil)];
}

function isExplained(poller: PollerFacts): boolean {
  const explains = ({ code }: Trouble) => REASON_PARTS[code] !== "store" && !BESIDE_STATUS.includes(code);
  return judgeScheduler(poller).length > 0 || poller.troubles.some(explains);
}

function judgeStore({ boot, store, poller }: HealthFacts, at: EpochMs): HealthReason[] {
  if (store === null) {
    return boot === null ? [state("db_failed", "critical", "Nothing is known of the database.", null)] : [];
  }
  const spanMs = 2 * (poller?.intervalMs ?? UNKNOWN_INTERVAL_MS);
  return [
    ...(store.trouble === null ? [] : judgeStoreTrouble(store.trouble, at)),
    ...store.warnings.map((warning) => explain(warning, "degraded")),
    ...judgeRestore(store, at, spanMs),
  ];
}

function judgeStoreTrouble(trouble: Trouble, at: EpochMs): HealthReason[] {
  if (trouble.code !== "db_locked") return [explain(trouble, "critical")];
  const lastedMs = at - trouble.sinceAt;
  // A clock that was set back says nothing of how long it has lasted.
  if (lastedMs >= 0 && lastedMs < LOCK_DEGRADED_MS) return [];
  return [explain(trouble, lastedMs >= LOCK_CRITICAL_MS ? "critical" : "degraded")];
}

function judgeRestore({ restored }: StoreFacts, at: EpochMs, spanMs: number): HealthReason[] {
  if (restored === null || Math.abs(at - restored.at) >= spanMs) return [];
  return [state("db_restored", "degraded", restored.message, restored.at)];
}

function explain({ code, message, sinceAt }: Trouble, severity: Severity): HealthReason {
  return state(code, severity, message, sinceAt);
}

function state(code: ReasonCode, severity: Severity, message: string, sinceAt: EpochMs | null): HealthReason {
  return { code, part: REASON_PARTS[code], severity, message, sinceAt };
}

const CODES = Object.keys(REASON_PARTS) as ReasonCode[];

/** Each code once, as bad as anybody says and since as long; the worst first, then in the order of the flow. */
function mergeReasons(all: readonly HealthReason[]): HealthReason[] {
  const merged = new Map<ReasonCode, HealthReason>();
  for (const reason of all) {
    const known = merged.get(reason.code);
    merged.set(reason.code, known === undefined ? reason : mergeTwo(known, reason));
  }
  const rank = ({ code, part, severity }: HealthReason) =>
    (severity === "critical" ? 0 : 1e6) + PARTS.indexOf(part) * 1e3 + CODES.indexOf(code);
  return [...merged.values()].sort((a, b) => rank(a) - rank(b));
}

function mergeTwo(a: HealthReason, b: HealthReason): HealthReason {
  const worse = a.severity === "degraded" && b.severity === "critical" ? b : a;
  const known = [a.sinceAt, b.sinceAt].filter((at) => at !== null);
  return { ...worse, sinceAt: known.length === 0 ? null : Math.min(...known) };
}
