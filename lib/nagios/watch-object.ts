import type { CheckResult, ObjectKey, WatchedObject } from "@/lib/domain/snapshot";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import type { WatchedName } from "./compile-selection";
import type { ObjectStatus, ProgramStatus } from "./status-file";

/** How long a check that times out may delay what Nagios notes. */
const CHECK_MAY_TAKE_MS = 10 * SECOND_MS;
const HOST_RESULTS = ["up", "down", "unreachable"] as const;
const SERVICE_RESULTS = ["ok", "warning", "critical", "unknown"] as const;

/** An object of a status file with what bears on it. */
export interface ObjectFacts {
  own: ObjectStatus;
  /** Its host, or itself; undefined when the file lacks it. */
  host: ObjectStatus | undefined;
  program: ProgramStatus | null;
  createdAt: EpochMs;
  /** Nagios' unit of time (`interval_length`). */
  intervalLengthMs: number;
  /** Objects that have a downtime in effect. */
  inDowntime: ReadonlySet<ObjectKey>;
}

/** Says an object of status.dat in the words of the domain. */
export function watchObject(name: WatchedName, facts: ObjectFacts, previous: WatchedObject | undefined): WatchedObject {
  const { own, host, program, inDowntime } = facts;
  const current = own.hasBeenChecked ? nameResult(own, own.currentState) : "pending";
  const confirmed = confirmResult(own, current);
  return {
    key: name.key,
    kind: own.kind,
    hostName: name.hostName,
    serviceDescription: name.serviceDescription,
    label: name.label,
    chosen: name.chosen,
    current,
    confirmed,
    problemId: own.currentProblemId,
    problemBeganAt: isProblem(current) ? findBegin(facts, previous) : null,
    confirmedAt: isProblem(confirmed) ? findConfirmation(own, previous) : null,
    changedAt: own.lastStateChangeAt,
    lastCheckAt: own.lastCheckAt,
    acknowledged: own.problemHasBeenAcknowledged,
    inDowntime: [own, host].some((each) => each !== undefined && isInDowntime(each, inDowntime)),
    flapping: own.isFlapping,
    monitored: isMonitored(own, program),
    output: own.pluginOutput,
  };
}

function isInDowntime({ key, scheduledDowntimeDepth }: ObjectStatus, inDowntime: ReadonlySet<ObjectKey>): boolean {
  return scheduledDowntimeDepth > 0 || inDowntime.has(key);
}

/** A state that cannot be told counts as never checked: it is no evidence of anything. */
function nameResult({ kind }: ObjectStatus, state: number | null): CheckResult {
  if (state === null) return "pending";
  return (kind === "host" ? HOST_RESULTS[state] : SERVICE_RESULTS[state]) ?? "pending";
}

/** OK and UP count whatever their type: a soft recovery is one. A soft problem leaves the last hard state. */
function confirmResult(own: ObjectStatus, current: CheckResult): CheckResult {
  return isProblem(current) && own.stateType === "soft" ? nameResult(own, own.lastHardState) : current;
}

function isProblem(result: CheckResult): boolean {
  return result !== "up" && result !== "ok" && result !== "pending";
}

/** `last_hard_state_change` moves with every hard change, so that a problem seen before keeps its first confirmation. */
function findConfirmation(own: ObjectStatus, previous: WatchedObject | undefined): EpochMs | null {
  if (previous?.confirmedAt != null && previous.problemId === own.currentProblemId) return previous.confirmedAt;
  return own.lastHardStateChangeAt ?? own.lastStateChangeAt;
}

/**
 * When the present problem began. `last_state_change` tells only the last change, as from WARNING to CRITICAL, so
 * that a problem seen before keeps its beginning.
 */
function findBegin({ own, ...facts }: ObjectFacts, previous: WatchedObject | undefined): EpochMs {
  if (previous?.problemBeganAt != null && previous.problemId === own.currentProblemId) return previous.problemBeganAt;
  const changedAt = own.lastStateChangeAt ?? own.lastHardStateChangeAt;
  if (changedAt === null) return own.lastTimeOkAt ?? facts.createdAt;
  return findSoftBegin(own, changedAt, facts.intervalLengthMs) ?? changedAt;
}

/**
 * Nagios 4.4 moves a service's `last_state_change` once more when its soft problem becomes hard, and keeps the first
 * failure in `last_time_ok` (measured on 4.4.6). Believed where it lies about as far back as the retries took.
 */
function findSoftBegin(own: ObjectStatus, changedAt: EpochMs, intervalLengthMs: number): EpochMs | null {
  const hasMoved = own.stateType === "hard" && own.lastHardStateChangeAt === changedAt;
  if (!hasMoved || own.lastTimeOkAt === null || own.retryInterval === null) return null;
  const retriesMs = (own.currentAttempt - 1) * own.retryInterval * intervalLengthMs;
  const agoMs = changedAt - own.lastTimeOkAt;
  return agoMs > 0 && agoMs >= 0.75 * retriesMs && agoMs <= 2 * retriesMs + CHECK_MAY_TAKE_MS ? own.lastTimeOkAt : null;
}

/** With neither active nor passive checks, by its own switches or the program's, a state is frozen. */
function isMonitored(own: ObjectStatus, program: ProgramStatus | null): boolean {
  const isHost = own.kind === "host";
  const active = isHost ? program?.activeHostChecksEnabled : program?.activeServiceChecksEnabled;
  const passive = isHost ? program?.passiveHostChecksEnabled : program?.passiveServiceChecksEnabled;
  return (own.activeChecksEnabled && active !== false) || (own.passiveChecksEnabled && passive !== false);
}
