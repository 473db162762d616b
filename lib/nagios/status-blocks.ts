import { type FieldReader, statusField } from "./field-reader";
import type { ObjectName } from "./object-name";
import type { CommentEntry, DowntimeEntry, MeasuredStatus, ObjectStatus, ProgramStatus } from "./status-file";

// Fields are read in the order in which Nagios 4 writes them (xdata/xsddefault.c): that is the fast way.
const RETRY_INTERVAL = statusField("retry_interval");
const HAS_BEEN_CHECKED = statusField("has_been_checked");
const CURRENT_STATE = statusField("current_state");
const LAST_HARD_STATE = statusField("last_hard_state");
const CURRENT_PROBLEM_ID = statusField("current_problem_id");
const PLUGIN_OUTPUT = statusField("plugin_output");
const LAST_CHECK = statusField("last_check");
const NEXT_CHECK = statusField("next_check");
const CURRENT_ATTEMPT = statusField("current_attempt");
const MAX_ATTEMPTS = statusField("max_attempts");
const STATE_TYPE = statusField("state_type");
const LAST_STATE_CHANGE = statusField("last_state_change");
const LAST_HARD_STATE_CHANGE = statusField("last_hard_state_change");
const LAST_TIME_UP = statusField("last_time_up");
const LAST_TIME_OK = statusField("last_time_ok");
const ACKNOWLEDGED = statusField("problem_has_been_acknowledged");
const ACTIVE_CHECKS = statusField("active_checks_enabled");
const PASSIVE_CHECKS = statusField("passive_checks_enabled");
const IS_FLAPPING = statusField("is_flapping");
const CHECK_INTERVAL = statusField("check_interval");
const PERFORMANCE_DATA = statusField("performance_data");
const DOWNTIME_DEPTH = statusField("scheduled_downtime_depth");

const MAX_HOST_STATE = 2;
const MAX_SERVICE_STATE = 3;

/** Reads a `hoststatus` block. Missing fields count as what they mean by default; a missing state is null. */
export function readHostStatus(fields: FieldReader, name: ObjectName): ObjectStatus {
  const retryInterval = fields.decimal(RETRY_INTERVAL);
  const hasBeenChecked = fields.integer(HAS_BEEN_CHECKED);
  const currentState = readState(fields.integer(CURRENT_STATE), MAX_HOST_STATE);
  const lastHardState = readState(fields.integer(LAST_HARD_STATE) ?? currentState, MAX_HOST_STATE);
  const currentProblemId = fields.integer(CURRENT_PROBLEM_ID) ?? 0;
  const pluginOutput = fields.text(PLUGIN_OUTPUT);
  const lastCheckAt = fields.instant(LAST_CHECK);
  const nextCheckAt = fields.instant(NEXT_CHECK);
  const currentAttempt = fields.integer(CURRENT_ATTEMPT) ?? 0;
  const maxAttempts = fields.integer(MAX_ATTEMPTS) ?? 0;
  const stateType = fields.flag(STATE_TYPE, true) ? "hard" : "soft";
  const lastStateChangeAt = fields.instant(LAST_STATE_CHANGE);
  const lastHardStateChangeAt = fields.instant(LAST_HARD_STATE_CHANGE);
  const lastTimeOkAt = fields.instant(LAST_TIME_UP);
  const problemHasBeenAcknowledged = fields.flag(ACKNOWLEDGED, false);
  const activeChecksEnabled = fields.flag(ACTIVE_CHECKS, true);
  const passiveChecksEnabled = fields.flag(PASSIVE_CHECKS, true);
  const isFlapping = fields.flag(IS_FLAPPING, false);
  const scheduledDowntimeDepth = fields.integer(DOWNTIME_DEPTH) ?? 0;
  return {
    kind: "host",
    key: name.key,
    hostName: name.hostName,
    serviceDescription: null,
    hasBeenChecked: hasBeenChecked === null ? lastCheckAt !== null : hasBeenChecked !== 0,
    currentState,
    lastHardState,
    stateType,
    currentProblemId,
    currentAttempt,
    maxAttempts,
    lastStateChangeAt,
    lastHardStateChangeAt,
    lastTimeOkAt,
    lastCheckAt,
    nextCheckAt,
    retryInterval,
    pluginOutput,
    problemHasBeenAcknowledged,
    scheduledDowntimeDepth,
    isFlapping,
    activeChecksEnabled,
    passiveChecksEnabled,
  };
}

/** Reads a `servicestatus` block; as `readHostStatus`, in the other order that services have. */
export function readServiceStatus(fields: FieldReader, name: ObjectName): ObjectStatus {
  const retryInterval = fields.decimal(RETRY_INTERVAL);
  const hasBeenChecked = fields.integer(HAS_BEEN_CHECKED);
  const currentState = readState(fields.integer(CURRENT_STATE), MAX_SERVICE_STATE);
  const lastHardState = readState(fields.integer(LAST_HARD_STATE) ?? currentState, MAX_SERVICE_STATE);
  const currentProblemId = fields.integer(CURRENT_PROBLEM_ID) ?? 0;
  const currentAttempt = fields.integer(CURRENT_ATTEMPT) ?? 0;
  const maxAttempts = fields.integer(MAX_ATTEMPTS) ?? 0;
  const stateType = fields.flag(STATE_TYPE, true) ? "hard" : "soft";
  const lastStateChangeAt = fields.instant(LAST_STATE_CHANGE);
  const lastHardStateChangeAt = fields.instant(LAST_HARD_STATE_CHANGE);
  const lastTimeOkAt = fields.instant(LAST_TIME_OK);
  const pluginOutput = fields.text(PLUGIN_OUTPUT);
  const lastCheckAt = fields.instant(LAST_CHECK);
  const nextCheckAt = fields.instant(NEXT_CHECK);
  const activeChecksEnabled = fields.flag(ACTIVE_CHECKS, true);
  const passiveChecksEnabled = fields.flag(PASSIVE_CHECKS, true);
  const problemHasBeenAcknowledged = fields.flag(ACKNOWLEDGED, false);
  const isFlapping = fields.flag(IS_FLAPPING, false);
  const scheduledDowntimeDepth = fields.integer(DOWNTIME_DEPTH) ?? 0;
  return {
    kind: "service",
    key: name.key,
    hostName: name.hostName,
    serviceDescription: name.serviceDescription,
    hasBeenChecked: hasBeenChecked === null ? lastCheckAt !== null : hasBeenChecked !== 0,
    currentState,
    lastHardState,
    stateType,
    currentProblemId,
    currentAttempt,
    maxAttempts,
    lastStateChangeAt,
    lastHardStateChangeAt,
    lastTimeOkAt,
    lastCheckAt,
    nextCheckAt,
    retryInterval,
    pluginOutput,
    problemHasBeenAcknowledged,
    scheduledDowntimeDepth,
    isFlapping,
    activeChecksEnabled,
    passiveChecksEnabled,
  };
}

/** Reads what the check of a `hoststatus` or `servicestatus` block measured. */
export function readMeasured(fields: FieldReader): MeasuredStatus {
  return { checkInterval: fields.decimal(CHECK_INTERVAL), performanceData: fields.text(PERFORMANCE_DATA) };
}

function readState(value: number | null, max: number): number | null {
  return value !== null && value <= max ? value : null;
}

/** Reads the `programstatus` block. */
export function readProgramStatus(fields: FieldReader): ProgramStatus {
  return {
    programStartAt: fields.instant(statusField("program_start")),
    activeServiceChecksEnabled: fields.flag(statusField("active_service_checks_enabled"), true),
    passiveServiceChecksEnabled: fields.flag(statusField("passive_service_checks_enabled"), true),
    activeHostChecksEnabled: fields.flag(statusField("active_host_checks_enabled"), true),
    passiveHostChecksEnabled: fields.flag(statusField("passive_host_checks_enabled"), true),
  };
}

/** Reads a `hostcomment` or `servicecomment` block. */
export function readComment(fields: FieldReader, { key, hostName, serviceDescription }: ObjectName): CommentEntry {
  return {
    key,
    hostName,
    serviceDescription,
    entryType: fields.integer(statusField("entry_type")) ?? 0,
    commentId: fields.integer(statusField("comment_id")) ?? 0,
    entryAt: fields.instant(statusField("entry_time")),
    author: fields.text(statusField("author")),
    commentData: fields.text(statusField("comment_data")),
  };
}

/** Reads a `hostdowntime` or `servicedowntime` block. */
export function readDowntime(fields: FieldReader, { key, hostName, serviceDescription }: ObjectName): DowntimeEntry {
  const inEffect = fields.integer(statusField("is_in_effect"));
  return {
    key,
    hostName,
    serviceDescription,
    downtimeId: fields.integer(statusField("downtime_id")) ?? 0,
    entryAt: fields.instant(statusField("entry_time")),
    startAt: fields.instant(statusField("start_time")),
    flexStartAt: fields.instant(statusField("flex_downtime_start")),
    endAt: fields.instant(statusField("end_time")),
    triggeredBy: fields.integer(statusField("triggered_by")) ?? 0,
    fixed: fields.flag(statusField("fixed"), true),
    durationMs: (fields.integer(statusField("duration")) ?? 0) * 1000,
    isInEffect: inEffect === null ? null : inEffect !== 0,
    author: fields.text(statusField("author")),
    comment: fields.text(statusField("comment")),
  };
}
