import { join } from "node:path";
import { LAB_HOSTGROUPS, LAB_HOSTS, LAB_OBJECTS, LAB_SERVICEGROUPS, type LabObject } from "./lab-site";

/** Where everything of one instance lies. */
export interface LabPaths {
  config: string;
  objects: string;
  plugin: string;
  states: string;
  var: string;
  status: string;
  objectCache: string;
  log: string;
  archives: string;
  spool: string;
  command: string;
  output: string;
}

/** Places an instance in a folder: an absolute path, short enough for a socket in it (100 characters). */
export function placeLab(folder: string): LabPaths {
  const inVar = (name: string) => join(folder, "var", name);
  return {
    config: join(folder, "nagios.cfg"),
    objects: join(folder, "objects.cfg"),
    plugin: join(folder, "check_state"),
    states: join(folder, "states"),
    var: join(folder, "var"),
    status: inVar("status.dat"),
    objectCache: inVar("objects.cache"),
    log: inVar("nagios.log"),
    archives: inVar("archives"),
    spool: inVar("spool"),
    command: inVar("nagios.cmd"),
    output: inVar("output.txt"),
  };
}

/** A plugin that says what a file says: the exit code in its first line, the output behind it. */
export const PLUGIN_SCRIPT = `#!/bin/sh
{ IFS= read -r code; cat; exit "$code"; } < "$1"
`;

/** The nagios.cfg. Intervals count in seconds; \`user\` and \`group\` are those of this process. */
export function writeLabConfig(paths: LabPaths, user: string, group: string): string {
  return `log_file=${paths.log}
cfg_file=${paths.objects}
object_cache_file=${paths.objectCache}
precached_object_file=${paths.objectCache}.precache
status_file=${paths.status}
status_update_interval=2
nagios_user=${user}
nagios_group=${group}
check_external_commands=1
command_file=${paths.command}
query_socket=${join(paths.var, "nagios.qh")}
lock_file=${join(paths.var, "nagios.pid")}
temp_file=${join(paths.var, "nagios.tmp")}
temp_path=${paths.var}
log_rotation_method=d
log_archive_path=${paths.archives}
use_syslog=0
log_service_retries=1
log_host_retries=1
log_external_commands=1
log_passive_checks=1
max_service_check_spread=1
max_host_check_spread=1
check_result_reaper_frequency=1
check_result_path=${paths.spool}
cached_host_check_horizon=0
cached_service_check_horizon=0
retain_state_information=1
state_retention_file=${join(paths.var, "retention.dat")}
retention_update_interval=1
use_retained_program_state=1
interval_length=1
check_for_updates=0
execute_service_checks=1
execute_host_checks=1
accept_passive_service_checks=1
accept_passive_host_checks=1
enable_notifications=0
enable_flap_detection=0
date_format=iso8601
illegal_object_name_chars=\`~!$%^*|'"<>?
illegal_macro_output_chars=\`~$&|'"<>
`;
}

function define(type: string, directives: Record<string, string | number>): string {
  const lines = Object.entries(directives).map(([name, value]) => `  ${name} ${value}\n`);
  return `define ${type} {\n${lines.join("")}}\n`;
}

const CHECKS = {
  check_period: "always",
  check_interval: 2,
  retry_interval: 1,
  max_check_attempts: 3,
  notification_period: "always",
  notification_interval: 0,
};

/** The objects: hosts with parents, services, groups. */
export function writeLabObjects(paths: LabPaths): string {
  const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  const allDay = Object.fromEntries(days.map((day) => [day, "00:00-24:00"]));
  return [
    define("timeperiod", { timeperiod_name: "always", alias: "Always", ...allDay }),
    define("command", { command_name: "check_state", command_line: `${paths.plugin} ${paths.states}/$ARG1$` }),
    define("command", { command_name: "notify", command_line: "/bin/true" }),
    define("contact", {
      contact_name: "oncall",
      host_notification_period: "always",
      service_notification_period: "always",
      host_notification_commands: "notify",
      service_notification_commands: "notify",
    }),
    ...LAB_OBJECTS.map(defineObject),
    ...Object.entries(LAB_HOSTGROUPS).map(([name, members]) =>
      define("hostgroup", { hostgroup_name: name, alias: name, members: members.join(",") }),
    ),
    ...Object.entries(LAB_SERVICEGROUPS).map(([name, members]) =>
      define("servicegroup", { servicegroup_name: name, alias: name, members: members.flat().join(",") }),
    ),
  ].join("\n");
}

function defineObject({ host, service, stateFile }: LabObject): string {
  const check = { check_command: `check_state!${stateFile}`, contacts: "oncall", ...CHECKS };
  if (service !== null) return define("service", { host_name: host, service_description: service, ...check });
  const { alias, parent } = LAB_HOSTS.find((one) => one.name === host) ?? { alias: host, parent: null };
  const parents: Record<string, string> = parent === null ? {} : { parents: parent };
  return define("host", { host_name: host, alias, address: "192.0.2.1", ...parents, ...check });
}
