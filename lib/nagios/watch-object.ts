import type { CheckResult, WatchedObject } from "@/lib/domain/snapshot";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import type { WatchedName } from "./compile-selection";
import type { ObjectStatus, ProgramStatus } from "./status-file";

const HOST_RESULTS = ["up", "down", "unreachable"] as const;
/** Nagios' own, in units of `interval_length` (base/config.c). */
const DEFAULT_CHECK_INTERVAL = 5;
const SERVICE_RESULTS = ["ok", "warning", "critical", "unknown"] as const;

/** An object of a status file with what bears on it. */
export interface ObjectFacts {
  own: ObjectStatus;
  /** Its host, or itself; undefined when the file lacks it. */
  host: ObjectStatus | undefined;
  program: ProgramStatus | null;
  createdAt: EpochMs;
}

/** Says an object of status.dat in the words of the domain. */
export function watchObject(
  name: WatchedName,
  { own, host, program, createdAt }: ObjectFacts,
  previous: WatchedObject | undefined,
): WatchedObject {
  const current = own.hasBeenChecked ? nameResult(own, own.currentState) : "pending";
  return {
    key: name.key,
    kind: own.kind,
    hostName: name.hostName,
    serviceDescription: name.serviceDescription,
    label: name.label,
    chosen: name.chosen,
    current,
    confirmed: confirmResult(own, current),
    problemId: own.currentProblemId,
    problemBeganAt: isProblem(current) ? findBegin(own, previous, createdAt) : null,
    changedAt: own.lastStateChangeAt,
    lastCheckAt: own.lastCheckAt,
    acknowledged: own.problemHasBeenAcknowledged,
    inDowntime: own.scheduledDowntimeDepth > 0 || (host?.scheduledDowntimeDepth ?? 0) > 0,
    flapping: own.isFlapping,
    monitored: isMonitored(own, program),
    output: own.pluginOutput,
  };
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

/**
 * When the present problem began. `last_state_change` tells only the last change, as from WARNING to CRITICAL, so
 * that a problem seen before keeps its beginning.
 */
function findBegin(own: ObjectStatus, previous: WatchedObject | undefined, createdAt: EpochMs): EpochMs {
  if (previous?.problemBeganAt != null && previous.problemId === own.currentProblemId) return previous.problemBeganAt;
  const changedAt = own.lastStateChangeAt ?? own.lastHardStateChangeAt;
  if (changedAt === null) return own.lastTimeOkAt ?? createdAt;
  return findSoftBegin(own, changedAt) ?? changedAt;
}

/**
 * Nagios 4.4 moves a service's `last_state_change` once more when its soft problem becomes hard, and keeps the first
 * failure in `last_time_ok` (measured on 4.4.6). Believed only for as long as the soft checks can have taken.
 */
function findSoftBegin(own: ObjectStatus, changedAt: EpochMs): EpochMs | null {
  const hasMoved = own.stateType === "hard" && own.currentAttempt > 1 && own.lastHardStateChangeAt === changedAt;
  if (!hasMoved || own.lastTimeOkAt === null || own.lastTimeOkAt >= changedAt) return null;
  const longestMs = own.currentAttempt * (own.checkInterval ?? DEFAULT_CHECK_INTERVAL) * MINUTE_MS;
  return changedAt - own.lastTimeOkAt <= longestMs ? own.lastTimeOkAt : null;
}

/** With neither active nor passive checks, by its own switches or the program's, a state is frozen. */
function isMonitored(own: ObjectStatus, program: ProgramStatus | null): boolean {
  const isHost = own.kind === "host";
  const active = isHost ? program?.activeHostChecksEnabled : program?.activeServiceChecksEnabled;
  const passive = isHost ? program?.passiveHostChecksEnabled : program?.passiveServiceChecksEnabled;
  return (own.activeChecksEnabled && active !== false) || (own.passiveChecksEnabled && passive !== false);
}
