import type { EpochMs } from "@/lib/domain/time";
import { checkCommandOf } from "./commands";
import { type ObjectState, stateAt } from "./object-state";
import { toSeconds } from "./seconds";
import { HOST_DEFAULTS, INFO_DEFAULTS, PROGRAM_DEFAULTS, SERVICE_DEFAULTS } from "./status-defaults";
import { formatStatusBlock, joinStatusFile } from "./status-fields";
import type { Timeline } from "./timeline";
import { CHECKED_OBJECTS, midnightBefore, programStartAt } from "./world";
import { writeCommentsAndDowntimes } from "./write-status-comments";

/** The status.dat that Nagios Core 4.4.6 would write at an instant within the timeline. */
export function writeStatus(timeline: Timeline, at: EpochMs): string {
  const states = CHECKED_OBJECTS.map((object) => stateAt(timeline, object.key, at));
  return joinStatusFile([
    formatStatusBlock("info", { ...INFO_DEFAULTS, created: toSeconds(at) }),
    formatProgram(timeline, states, at),
    ...states.map((state) => formatObject(timeline, state, at)),
    formatContact(timeline, at),
    ...writeCommentsAndDowntimes(timeline, at),
  ]);
}

function formatProgram(timeline: Timeline, states: readonly ObjectState[], at: EpochMs): string {
  const startedAt = programStartAt(timeline.world);
  const rotatedAt = midnightBefore(at);
  const hosts = states.filter((state) => state.object.serviceDescription === null).length;
  const services = states.length - hosts;
  const countUntil = (list: readonly { startAt?: EpochMs; at?: EpochMs; enteredAt?: EpochMs }[]) =>
    1 + list.filter((entry) => (entry.enteredAt ?? entry.startAt ?? entry.at ?? 0) <= at).length;
  const highest = (field: "eventId" | "problemId" | "lastProblemId") =>
    states.reduce((most, state) => Math.max(most, state.change[field]), 0);
  return formatStatusBlock("programstatus", {
    ...PROGRAM_DEFAULTS,
    program_start: toSeconds(startedAt),
    last_log_rotation: rotatedAt > startedAt ? toSeconds(rotatedAt) : 0,
    next_comment_id: countUntil(timeline.comments),
    next_downtime_id: countUntil(timeline.downtimes),
    next_event_id: highest("eventId") + 1,
    next_problem_id: Math.max(highest("problemId"), highest("lastProblemId")) + 1,
    next_notification_id: countUntil(timeline.notifications),
    active_scheduled_host_check_stats: `${hosts},${hosts * 5},${hosts * 15}`,
    active_scheduled_service_check_stats: `${services},${services * 5},${services * 15}`,
    parallel_host_check_stats: `${hosts},${hosts * 5},${hosts * 15}`,
  });
}

function formatObject(timeline: Timeline, state: ObjectState, at: EpochMs): string {
  const { object, change, checked } = state;
  const seenAt = (result: number) => {
    if (!checked) return 0;
    const confirmed = result === change.state && state.lastCheckAt > change.at;
    return toSeconds(confirmed ? state.lastCheckAt : (change.lastSeenAt[result] ?? 0));
  };
  const common = {
    host_name: object.hostName,
    check_command: checkCommandOf(object.kind),
    ...formatResult(state),
    ...formatNotification(timeline, state, at),
    last_update: toSeconds(at),
    is_flapping: Number(state.flapping),
    percent_state_change: state.percentStateChange.toFixed(2),
    scheduled_downtime_depth: state.downtimeDepth,
    problem_has_been_acknowledged: Number(state.acknowledged),
    acknowledgement_type: state.acknowledged ? 2 : 0,
  };
  if (object.serviceDescription === null) {
    const times = { last_time_up: seenAt(0), last_time_down: seenAt(1), last_time_unreachable: seenAt(2) };
    return formatStatusBlock("hoststatus", { ...HOST_DEFAULTS, ...common, ...times });
  }
  return formatStatusBlock("servicestatus", {
    ...SERVICE_DEFAULTS,
    ...common,
    service_description: object.serviceDescription,
    last_time_ok: seenAt(0),
    last_time_warning: seenAt(1),
    last_time_critical: seenAt(2),
    last_time_unknown: seenAt(3),
  });
}

function formatResult(state: ObjectState) {
  const { object, change, checked } = state;
  return {
    check_interval: "1.000000",
    retry_interval: "0.500000",
    has_been_checked: Number(checked),
    should_be_scheduled: Number(!object.neverChecked),
    active_checks_enabled: Number(!object.neverChecked),
    check_execution_time: checked ? "0.120" : "0.000",
    check_latency: checked ? "0.001" : "0.000",
    current_state: checked ? change.state : 0,
    last_hard_state: checked ? change.lastHardState : 0,
    last_event_id: change.lastEventId,
    current_event_id: change.eventId,
    current_problem_id: change.problemId,
    last_problem_id: change.lastProblemId,
    plugin_output: state.output.text,
    performance_data: state.output.performanceData,
    last_check: checked ? toSeconds(state.lastCheckAt) : 0,
    next_check: object.neverChecked ? 0 : toSeconds(state.nextCheckAt),
    current_attempt: change.attempt,
    state_type: Number(state.hard),
    last_state_change: checked ? toSeconds(change.lastChangeAt) : 0,
    last_hard_state_change: checked ? toSeconds(change.lastHardChangeAt) : 0,
  };
}

/** Only one message is sent per problem (`notification_interval 0`). */
function formatNotification(timeline: Timeline, { object, change }: ObjectState, at: EpochMs) {
  const last = timeline.notifications.findLast((sent) => sent.key === object.key && sent.at <= at);
  const told = last !== undefined && last.change.problemId !== 0 && last.change.problemId === change.problemId;
  return {
    last_notification: told ? toSeconds(last.at) : 0,
    no_more_notifications: Number(told),
    current_notification_number: Number(told),
    current_notification_id: last?.notificationId ?? 0,
  };
}

function formatContact(timeline: Timeline, at: EpochMs): string {
  const lastSent = (toHost: boolean) =>
    toSeconds(timeline.notifications.findLast((sent) => sent.at <= at && sent.key.includes(";") !== toHost)?.at ?? 0);
  return formatStatusBlock("contactstatus", {
    contact_name: "oncall",
    modified_attributes: 0,
    modified_host_attributes: 0,
    modified_service_attributes: 0,
    host_notification_period: "24x7",
    service_notification_period: "24x7",
    last_host_notification: lastSent(true),
    last_service_notification: lastSent(false),
    host_notifications_enabled: 1,
    service_notifications_enabled: 1,
  });
}
