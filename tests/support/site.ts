import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One host or service of a small invented Nagios. */
export interface SiteObject {
  host: string;
  service?: string;
  state?: number;
  /** 1 hard, 0 soft. */
  type?: number;
  pending?: boolean;
  /** Seconds since the epoch. */
  changedAt?: number;
  problemId?: number;
  acknowledged?: boolean;
  downtimeDepth?: number;
  output?: string;
  performanceData?: string;
}

/** A fixed downtime. All instants in seconds since the epoch. */
export interface SiteDowntime {
  id: number;
  host: string;
  service?: string;
  author: string;
  text: string;
  enteredAt: number;
  startsAt: number;
  endsAt: number;
}

export interface Site {
  objects: SiteObject[];
  /** Seconds since the epoch: `info.created`. */
  createdAt: number;
  /** When Nagios started, in seconds since the epoch; an hour ago when absent. */
  startedAt?: number;
  hostgroups?: Record<string, string[]>;
  servicegroups?: Record<string, [host: string, service: string][]>;
  comments?: { host: string; service?: string; author: string; text: string; at: number }[];
  downtimes?: SiteDowntime[];
}

/** The present second. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Writes status.dat and objects.cache as Nagios does: a temporary file, then a rename. */
export function writeSite(folder: string, site: Site): void {
  replaceFile(join(folder, "objects.cache"), renderObjects(site));
  writeStatus(folder, site);
}

/** Writes status.dat alone. */
export function writeStatus(folder: string, site: Site): void {
  replaceFile(join(folder, "status.dat"), renderStatus(site));
}

function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}

function block(type: string, fields: Record<string, string | number>): string {
  const lines = Object.entries(fields).map(([key, value]) => `\t${key}=${value}\n`);
  return `${type} {\n${lines.join("")}\t}\n\n`;
}

function renderStatus({ objects, createdAt, startedAt, comments = [], downtimes = [] }: Site): string {
  const hosts = objects.filter((object) => object.service === undefined);
  const services = objects.filter((object) => object.service !== undefined);
  return [
    block("info", { created: createdAt, version: "4.4.6" }),
    block("programstatus", {
      nagios_pid: 1,
      program_start: startedAt ?? createdAt - 3600,
      active_service_checks_enabled: 1,
    }),
    ...[...hosts, ...services].map((object) => renderObject(object, createdAt)),
    ...comments.map(({ host, service, author, text, at }, index) =>
      block(service === undefined ? "hostcomment" : "servicecomment", {
        host_name: host,
        ...(service === undefined ? {} : { service_description: service }),
        entry_type: 4,
        comment_id: index + 1,
        source: 1,
        persistent: 1,
        entry_time: at,
        author,
        comment_data: text,
      }),
    ),
    ...downtimes.map((downtime) => renderDowntime(downtime, createdAt)),
  ].join("");
}

function renderDowntime(downtime: SiteDowntime, createdAt: number): string {
  const { id, host, service, author, text, enteredAt, startsAt, endsAt } = downtime;
  return block(service === undefined ? "hostdowntime" : "servicedowntime", {
    host_name: host,
    ...(service === undefined ? {} : { service_description: service }),
    downtime_id: id,
    entry_time: enteredAt,
    start_time: startsAt,
    flex_downtime_start: 0,
    end_time: endsAt,
    triggered_by: 0,
    fixed: 1,
    duration: endsAt - startsAt,
    is_in_effect: startsAt <= createdAt ? 1 : 0,
    author,
    comment: text,
  });
}

function renderObject(object: SiteObject, createdAt: number): string {
  const state = object.state ?? 0;
  const type = object.type ?? 1;
  const changedAt = object.changedAt ?? createdAt - 600;
  return block(object.service === undefined ? "hoststatus" : "servicestatus", {
    host_name: object.host,
    ...(object.service === undefined ? {} : { service_description: object.service }),
    check_interval: "5.000000",
    has_been_checked: object.pending ? 0 : 1,
    current_state: state,
    last_hard_state: type === 1 ? state : 0,
    current_problem_id: state === 0 ? 0 : (object.problemId ?? 1),
    plugin_output: object.output ?? "",
    performance_data: object.performanceData ?? "",
    last_check: object.pending ? 0 : createdAt - 5,
    next_check: createdAt + 295,
    current_attempt: 1,
    max_attempts: 3,
    state_type: type,
    last_state_change: changedAt,
    last_hard_state_change: changedAt,
    problem_has_been_acknowledged: object.acknowledged ? 1 : 0,
    active_checks_enabled: 1,
    passive_checks_enabled: 1,
    is_flapping: 0,
    scheduled_downtime_depth: object.downtimeDepth ?? 0,
  });
}

function define(type: string, fields: Record<string, string>): string {
  const lines = Object.entries(fields).map(([key, value]) => `\t${key}\t${value}\n`);
  return `define ${type} {\n${lines.join("")}\t}\n\n`;
}

function renderObjects({ objects, hostgroups = {}, servicegroups = {} }: Site): string {
  return [
    ...Object.entries(hostgroups).map(([name, members]) =>
      define("hostgroup", { hostgroup_name: name, alias: `${name} alias`, members: members.join(",") }),
    ),
    ...Object.entries(servicegroups).map(([name, members]) =>
      define("servicegroup", { servicegroup_name: name, alias: `${name} alias`, members: members.flat().join(",") }),
    ),
    ...objects.map(({ host, service }) =>
      service === undefined
        ? define("host", { host_name: host, alias: `${host} alias`, address: "192.0.2.1" })
        : define("service", { host_name: host, service_description: service }),
    ),
  ].join("");
}
