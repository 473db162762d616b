import { drawFraction } from "@/lib/demo/chance";
import { printOutput } from "@/lib/demo/plugin-output";
import { toSeconds } from "@/lib/demo/seconds";
import { HOST_DEFAULTS, INFO_DEFAULTS, PROGRAM_DEFAULTS, SERVICE_DEFAULTS } from "@/lib/demo/status-defaults";
import { formatStatusBlock, joinStatusFile } from "@/lib/demo/status-fields";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { CHECK_INTERVAL_MS, type Site, type SiteHost, type SiteService, type SiteState } from "./site-model";

/** The status.dat of a large site, in pieces: the header and the program, then one block after the other. */
export function* writeSiteStatus(site: Site): Generator<string> {
  yield joinStatusFile([
    formatStatusBlock("info", { ...INFO_DEFAULTS, created: toSeconds(site.at) }),
    formatProgram(site),
  ]);
  for (const host of site.hosts) yield formatHost(site, host);
  for (const host of site.hosts) for (const service of host.services) yield formatService(site, host, service);
  yield* formatComments(site);
  yield* formatDowntimes(site);
}

function formatProgram(site: Site): string {
  return formatStatusBlock("programstatus", {
    ...PROGRAM_DEFAULTS,
    program_start: toSeconds(site.bornAt - 10 * DAY_MS),
    last_log_rotation: toSeconds(site.at - (site.at % DAY_MS)),
    next_problem_id: site.nextProblemId,
    next_comment_id: 100_000,
    next_downtime_id: 100_000,
  });
}

function formatState(site: Site, object: SiteState) {
  const checked = !object.neverChecked;
  const stepMs = object.state !== 0 && !object.hard ? MINUTE_MS : CHECK_INTERVAL_MS;
  return {
    has_been_checked: Number(checked),
    current_state: object.state,
    last_hard_state: object.hard ? object.state : 0,
    state_type: Number(object.hard),
    current_attempt: object.attempt,
    current_problem_id: object.problemId,
    last_check: checked ? toSeconds(object.checkedAt) : 0,
    next_check: toSeconds(object.checkedAt + stepMs),
    last_state_change: checked ? toSeconds(object.changedAt) : 0,
    last_hard_state_change: checked ? toSeconds(object.hardChangedAt) : 0,
    last_update: toSeconds(site.at),
    is_flapping: Number(object.flapping),
    percent_state_change: object.flapping ? "28.29" : "0.00",
    problem_has_been_acknowledged: Number(object.acknowledged),
    acknowledgement_type: Number(object.acknowledged),
    scheduled_downtime_depth: object.downtimeDepth,
  };
}

function printState(key: string, kind: SiteService["kind"], object: SiteState) {
  if (object.neverChecked) return {};
  const { text, performanceData } = printOutput(kind, object.state, drawFraction(`${key}/${object.checkedAt}`));
  const longText = kind === "disk" ? "/boot: 31% used\\n/var: 55% used\\n/srv: {data} = 71% used" : "";
  return { plugin_output: text, performance_data: performanceData, long_plugin_output: longText };
}

function formatHost(site: Site, host: SiteHost): string {
  const custom = [
    ["PLACE", host.place.toUpperCase()],
    ["ROLE", host.role],
  ] as const;
  const seenAt = (state: number) => toSeconds(host.state === state ? host.checkedAt : 0);
  return formatStatusBlock(
    "hoststatus",
    {
      ...HOST_DEFAULTS,
      ...formatState(site, host),
      ...printState(host.name, "host", host),
      host_name: host.name,
      last_time_up: host.state === 0 ? seenAt(0) : toSeconds(host.changedAt - MINUTE_MS),
      last_time_down: seenAt(1),
      last_time_unreachable: seenAt(2),
    },
    custom,
  );
}

function formatService(site: Site, host: SiteHost, service: SiteService): string {
  const seenAt = (state: number) => toSeconds(service.state === state && !service.neverChecked ? service.checkedAt : 0);
  return formatStatusBlock("servicestatus", {
    ...SERVICE_DEFAULTS,
    ...formatState(site, service),
    ...printState(`${host.name};${service.description}`, service.kind, service),
    host_name: host.name,
    service_description: service.description,
    check_command: `check_nrpe!check_${service.kind}`,
    last_time_ok: service.state === 0 ? seenAt(0) : toSeconds(service.changedAt - MINUTE_MS),
    last_time_warning: seenAt(1),
    last_time_critical: seenAt(2),
    last_time_unknown: seenAt(3),
  });
}

function* listObjects(
  site: Site,
): Generator<readonly [hostName: string, description: string | null, object: SiteState]> {
  for (const host of site.hosts) {
    yield [host.name, null, host];
    for (const service of host.services) yield [host.name, service.description, service];
  }
}

function* formatComments(site: Site): Generator<string> {
  let commentId = 1;
  for (const [hostName, description, object] of listObjects(site)) {
    if (!object.acknowledged) continue;
    yield formatStatusBlock(description === null ? "hostcomment" : "servicecomment", {
      host_name: hostName,
      service_description: description,
      entry_type: 4,
      comment_id: commentId,
      source: 1,
      persistent: 0,
      entry_time: toSeconds(object.hardChangedAt + 5 * MINUTE_MS),
      expires: 0,
      expire_time: 0,
      author: `oncall${commentId % 9}`,
      comment_data: `Looking into it; ticket #${4000 + commentId} = {open}`,
    });
    commentId += 1;
  }
}

function* formatDowntimes(site: Site): Generator<string> {
  let downtimeId = 1;
  for (const [hostName, description, object] of listObjects(site)) {
    if (object.downtimeDepth === 0) continue;
    yield formatStatusBlock(description === null ? "hostdowntime" : "servicedowntime", {
      host_name: hostName,
      service_description: description,
      downtime_id: downtimeId,
      comment_id: 50_000 + downtimeId,
      entry_time: toSeconds(site.bornAt - 2 * HOUR_MS),
      start_time: toSeconds(site.bornAt - HOUR_MS),
      flex_downtime_start: 0,
      end_time: toSeconds(site.bornAt + 12 * HOUR_MS),
      triggered_by: 0,
      fixed: 1,
      duration: toSeconds(13 * HOUR_MS),
      is_in_effect: 1,
      start_notification_sent: 1,
      author: "planner",
      comment: `Change ${7000 + downtimeId}, routine`,
    });
    downtimeId += 1;
  }
}
