import type { EpochMs } from "@/lib/domain/time";
import { checkCommandOf, commandLineOf } from "./commands";
import {
  type Directive,
  formatDefinition,
  HOST_TAIL,
  SERVICE_TAIL,
  writeObjectCacheHeader,
} from "./object-definitions";
import { DEMO_HOSTGROUPS, DEMO_HOSTS, DEMO_SERVICEGROUPS, type DemoHost, type DemoService } from "./organisation";
import type { CheckKind } from "./plugin-output";
import { CHECKED_OBJECTS } from "./world";

/** The objects.cache that Nagios Core 4.4.6 writes when it starts (common/objects.c), at its start. */
export function writeObjectCache(startedAt: EpochMs): string {
  return [
    writeObjectCacheHeader(startedAt),
    formatTimeperiod(),
    ...listCommands().map(([name, line]) =>
      formatDefinition("command", [
        ["command_name", name],
        ["command_line", line],
      ]),
    ),
    formatDefinition("contactgroup", [
      ["contactgroup_name", "operations"],
      ["alias", "Operations"],
      ["members", "oncall"],
    ]),
    ...DEMO_HOSTGROUPS.map(({ name, alias, members }) =>
      formatDefinition("hostgroup", [
        ["hostgroup_name", name],
        ["alias", alias],
        ["members", members.join(",")],
      ]),
    ),
    ...DEMO_SERVICEGROUPS.map(({ name, alias, members }) =>
      formatDefinition("servicegroup", [
        ["servicegroup_name", name],
        ["alias", alias],
        ["members", members.flat().join(",")],
      ]),
    ),
    formatContact(),
    ...DEMO_HOSTS.map(formatHost),
    ...DEMO_HOSTS.flatMap((host) => host.services.map((service) => formatService(host, service))),
  ].join("");
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

function formatTimeperiod(): string {
  const days = WEEKDAYS.map((day): Directive => [day, "00:00-24:00"]);
  return formatDefinition("timeperiod", [
    ["timeperiod_name", "24x7"],
    ["alias", "24 Hours A Day, 7 Days A Week"],
    ...days,
  ]);
}

function listCommands(): (readonly [name: string, line: string])[] {
  const kinds = new Set<CheckKind>(CHECKED_OBJECTS.map((object) => object.kind));
  const checks = [...kinds].map((kind) => [checkCommandOf(kind), commandLineOf(kind)] as const);
  return [...checks, ["notify-oncall", "/bin/true"] as const].sort(([a], [b]) => (a < b ? -1 : 1));
}

function formatContact(): string {
  return formatDefinition("contact", [
    ["contact_name", "oncall"],
    ["alias", "Operations on duty"],
    ["service_notification_period", "24x7"],
    ["host_notification_period", "24x7"],
    ["service_notification_options", "r,w,u,c,f,s"],
    ["host_notification_options", "r,d,f,s"],
    ["service_notification_commands", "notify-oncall"],
    ["host_notification_commands", "notify-oncall"],
    ["email", "operations@example.com"],
    ["minimum_importance", "0"],
    ["host_notifications_enabled", "1"],
    ["service_notifications_enabled", "1"],
    ["can_submit_commands", "1"],
    ["retain_status_information", "1"],
    ["retain_nonstatus_information", "1"],
  ]);
}

function formatHost(host: DemoHost): string {
  const parents: Directive[] = host.parents.length > 0 ? [["parents", host.parents.join(",")]] : [];
  return formatDefinition("host", [
    ["host_name", host.name],
    ["alias", host.alias],
    ["address", host.address],
    ...parents,
    ["check_period", "24x7"],
    ["check_command", checkCommandOf("host")],
    ...HOST_TAIL,
  ]);
}

function formatService(host: DemoHost, service: DemoService): string {
  const passive: Directive[] = service.neverChecked ? [["active_checks_enabled", "0"]] : [];
  return formatDefinition(
    "service",
    [
      ["host_name", host.name],
      ["service_description", service.description],
      ["check_period", "24x7"],
      ["check_command", checkCommandOf(service.kind)],
      ...SERVICE_TAIL,
    ],
    passive,
  );
}
