import { describe, expect, it } from "vitest";
import {
  parseModel,
  parseStatus,
  RUNNING,
  readFixture,
  readOracle,
  SNAPSHOTS,
} from "@/tests/fixtures/nagios/read-fixture";
import type { ObjectStatus } from "./status-file";

const HOST_STATES = ["up", "down", "unreachable"];
const SERVICE_STATES = ["ok", "warning", "critical", "unknown"];
const COMMENT_TYPES = ["", "user", "downtime", "flapping", "acknowledgement"];

interface CgiStatus {
  plugin_output: string;
  status: string;
  has_been_checked: boolean;
  current_attempt: number;
  max_attempts: number;
  last_check: number;
  next_check: number;
  last_state_change: number;
  last_hard_state_change: number;
  last_hard_state: string;
  last_time_up?: number;
  last_time_ok?: number;
  state_type: string;
  problem_has_been_acknowledged: boolean;
  accept_passive_checks: boolean;
  checks_enabled: boolean;
  is_flapping: boolean;
  scheduled_downtime_depth: number;
}

type ByName<T> = Record<string, T>;

/** What the CGI would answer for an object; its output apart. */
function sayLikeCgi(object: ObjectStatus): Omit<CgiStatus, "plugin_output"> {
  const states = object.kind === "host" ? HOST_STATES : SERVICE_STATES;
  return {
    status: object.hasBeenChecked ? (states[object.currentState ?? -1] ?? "?") : "pending",
    has_been_checked: object.hasBeenChecked,
    current_attempt: object.currentAttempt,
    max_attempts: object.maxAttempts,
    last_check: object.lastCheckAt ?? 0,
    next_check: object.nextCheckAt ?? 0,
    last_state_change: object.lastStateChangeAt ?? 0,
    last_hard_state_change: object.lastHardStateChangeAt ?? 0,
    last_hard_state: states[object.lastHardState ?? -1] ?? "?",
    [object.kind === "host" ? "last_time_up" : "last_time_ok"]: object.lastTimeOkAt ?? 0,
    state_type: object.stateType,
    problem_has_been_acknowledged: object.problemHasBeenAcknowledged,
    accept_passive_checks: object.passiveChecksEnabled,
    checks_enabled: object.activeChecksEnabled,
    is_flapping: object.isFlapping,
    scheduled_downtime_depth: object.scheduledDowntimeDepth,
  };
}

/** The CGI cannot say texts that are not UTF-8, unescapes what is not escaped, and invents outputs of unchecked objects. */
function expectSameOutput(object: ObjectStatus, cgi: CgiStatus, raw: string): void {
  const isUtf8 = Buffer.from(Buffer.from(raw, "latin1").toString("utf8"), "utf8").toString("latin1") === raw;
  if (!isUtf8) expect(cgi.plugin_output).toBe("");
  else if (object.hasBeenChecked && !object.pluginOutput.includes("\\")) {
    expect(object.pluginOutput.trim()).toBe(cgi.plugin_output.trim());
  }
}

/** The undecoded output of an object, found without the scanner. */
function findRawOutput(text: string, object: ObjectStatus): string {
  const raw = (value: string) => Buffer.from(value, "utf8").toString("latin1");
  const service = object.serviceDescription === null ? "" : `\tservice_description=${raw(object.serviceDescription)}\n`;
  const at = text.indexOf(`${object.kind}status {\n\thost_name=${raw(object.hostName)}\n${service}`);
  const valueAt = text.indexOf("\tplugin_output=", at) + "\tplugin_output=".length;
  return text.slice(valueAt, text.indexOf("\n", valueAt));
}

describe("the sixteen snapshots", () => {
  it("are sixteen, fourteen of them with a status.dat", () => {
    expect([SNAPSHOTS.length, RUNNING.length]).toEqual([16, 14]);
  });
});

describe.each(RUNNING)("status.dat of %s", (snapshot) => {
  const text = readFixture(snapshot, "status.dat");
  const status = parseStatus(text);

  it("has no problem and the instant that it was written for", () => {
    expect(status.problems).toEqual([]);
    expect(status.createdAt).toBe(JSON.parse(readFixture(snapshot, "meta.json")).status_created * 1000);
    expect(status.version).toBe("4.4.6");
  });

  it("says the same of every host as Nagios' CGI", () => {
    const cgi = readOracle<{ hostlist: ByName<CgiStatus> }>(snapshot, "statusjson-hostlist").hostlist;
    expect(status.hosts.map((host) => host.hostName).sort()).toEqual(Object.keys(cgi).sort());
    for (const host of status.hosts) {
      const expected = cgi[host.hostName] as CgiStatus;
      expect(expected, host.key).toMatchObject(sayLikeCgi(host));
      expectSameOutput(host, expected, findRawOutput(text, host));
    }
  });

  it("says the same of every service as Nagios' CGI", () => {
    const cgi = readOracle<{ servicelist: ByName<ByName<CgiStatus>> }>(snapshot, "statusjson-servicelist").servicelist;
    const keys = Object.entries(cgi).flatMap(([host, services]) => Object.keys(services).map((s) => `${host};${s}`));
    expect(status.services.map((service) => service.key).sort()).toEqual(keys.sort());
    for (const service of status.services) {
      const expected = cgi[service.hostName]?.[service.serviceDescription ?? ""] as CgiStatus;
      expect(expected, service.key).toMatchObject(sayLikeCgi(service));
      expectSameOutput(service, expected, findRawOutput(text, service));
    }
  });

  it("counts states as Nagios' CGI does", () => {
    for (const [kind, objects] of [
      ["host", status.hosts],
      ["service", status.services],
    ] as const) {
      const { count } = readOracle<{ count: ByName<number> }>(snapshot, `statusjson-${kind}count`);
      for (const [state, expected] of Object.entries(count)) {
        expect(objects.filter((object) => sayLikeCgi(object).status === state).length, state).toBe(expected);
      }
    }
  });

  it("has the same comments as Nagios' CGI", () => {
    type CgiComment = Record<string, string | number | boolean>;
    const cgi = readOracle<{ commentlist: ByName<CgiComment> }>(snapshot, "statusjson-commentlist").commentlist;
    expect(status.comments.length).toBe(Object.keys(cgi).length);
    for (const comment of status.comments) {
      expect(cgi[comment.commentId]).toMatchObject({
        comment_id: comment.commentId,
        comment_type: comment.serviceDescription === null ? "host" : "service",
        entry_type: COMMENT_TYPES[comment.entryType],
        entry_time: comment.entryAt,
        host_name: comment.hostName,
        ...(comment.serviceDescription === null ? {} : { service_description: comment.serviceDescription }),
        author: comment.author,
        comment_data: comment.commentData,
      });
    }
  });

  it("has the same downtimes as Nagios' CGI", () => {
    type CgiDowntime = Record<string, string | number | boolean>;
    const cgi = readOracle<{ downtimelist: ByName<CgiDowntime> }>(snapshot, "statusjson-downtimelist").downtimelist;
    expect(status.downtimes.length).toBe(Object.keys(cgi).length);
    for (const downtime of status.downtimes) {
      expect(cgi[downtime.downtimeId]).toMatchObject({
        downtime_id: downtime.downtimeId,
        type: downtime.serviceDescription === null ? "host" : "service",
        host_name: downtime.hostName,
        ...(downtime.serviceDescription === null ? {} : { service_description: downtime.serviceDescription }),
        entry_time: downtime.entryAt,
        start_time: downtime.startAt,
        flex_downtime_start: downtime.flexStartAt ?? 0,
        end_time: downtime.endAt,
        fixed: downtime.fixed,
        duration: downtime.durationMs / 1000,
        is_in_effect: downtime.isInEffect,
        triggered_by: downtime.triggeredBy,
        author: downtime.author,
        comment: downtime.comment,
      });
    }
  });

  it("has the same program-wide switches as Nagios' CGI", () => {
    const { programstatus } = readOracle<{ programstatus: Record<string, unknown> }>(
      snapshot,
      "statusjson-programstatus",
    );
    expect(programstatus).toMatchObject({
      program_start: status.program?.programStartAt,
      execute_service_checks: status.program?.activeServiceChecksEnabled,
      accept_passive_service_checks: status.program?.passiveServiceChecksEnabled,
      execute_host_checks: status.program?.activeHostChecksEnabled,
      accept_passive_host_checks: status.program?.passiveHostChecksEnabled,
    });
  });
});

describe.each(RUNNING)("objects.cache of %s", (snapshot) => {
  const model = parseModel(readFixture(snapshot, "objects.cache"));

  it("has the hosts that Nagios' CGI names, with aliases, display names, parents and notes", () => {
    type CgiHost = { display_name: string; alias: string; parent_hosts: string[]; notes: string };
    const cgi = readOracle<{ hostlist: ByName<CgiHost> }>(snapshot, "objectjson-hostlist").hostlist;
    expect([...model.hosts.keys()].sort()).toEqual(Object.keys(cgi).sort());
    for (const host of model.hosts.values()) {
      const expected = cgi[host.name];
      expect(expected?.display_name).toBe(host.displayName ?? host.name);
      expect(expected?.alias).toBe(host.alias);
      expect([...(expected?.parent_hosts ?? [])].sort()).toEqual([...host.parents].sort());
      expect(expected?.notes).toBe(host.notes ?? "");
    }
  });

  it("has the services that Nagios' CGI names, with display names and notes", () => {
    type CgiService = { display_name: string; notes: string };
    const cgi = readOracle<{ servicelist: ByName<ByName<CgiService>> }>(snapshot, "objectjson-servicelist").servicelist;
    const services = [...model.services.values()].flatMap((ofHost) => [...ofHost.values()]);
    const keys = Object.entries(cgi).flatMap(([host, ofHost]) => Object.keys(ofHost).map((s) => `${host};${s}`));
    expect(services.map((service) => service.key).sort()).toEqual(keys.sort());
    for (const service of services) {
      const expected = cgi[service.hostName]?.[service.description];
      expect(expected?.display_name).toBe(service.displayName ?? service.description);
      expect(expected?.notes).toBe(service.notes ?? "");
    }
  });

  it("has the groups that Nagios' CGI names, with the same members", () => {
    type CgiGroup<T> = { alias: string; members: T[]; notes: string };
    type CgiMember = { host_name: string; service_description: string };
    const { hostgrouplist } = readOracle<{ hostgrouplist: ByName<CgiGroup<string>> }>(
      snapshot,
      "objectjson-hostgrouplist",
    );
    const { servicegrouplist } = readOracle<{ servicegrouplist: ByName<CgiGroup<CgiMember>> }>(
      snapshot,
      "objectjson-servicegrouplist",
    );
    // The CGI passes over a group without members.
    const hostgroups = [...model.hostgroups.values()].filter((group) => group.members.length > 0);
    expect(hostgroups.map((group) => group.name).sort()).toEqual(Object.keys(hostgrouplist).sort());
    expect(model.hostgroups.get("decommissioned")?.members).toEqual([]);
    for (const group of hostgroups) {
      const { alias, notes, members } = hostgrouplist[group.name] as CgiGroup<string>;
      expect(group).toEqual({ name: group.name, alias, notes: notes || null, members });
    }
    const servicegroups = [...model.servicegroups.values()].filter((group) => group.members.length > 0);
    expect(servicegroups.map((group) => group.name).sort()).toEqual(Object.keys(servicegrouplist).sort());
    expect(model.servicegroups.get("empty-services")?.members).toEqual([]);
    for (const group of servicegroups) {
      const { alias, notes, members } = servicegrouplist[group.name] as CgiGroup<CgiMember>;
      const named = members.map((m) => ({ hostName: m.host_name, serviceDescription: m.service_description }));
      expect(group).toEqual({ name: group.name, alias, notes: notes || null, members: named });
    }
  });
});

describe.each(SNAPSHOTS)("objects.cache of %s", (snapshot) => {
  it("is read whole, with its dependencies and without a problem", () => {
    const model = parseModel(readFixture(snapshot, "objects.cache"));
    expect([model.hosts.size, model.problemCount]).toEqual([15, 0]);
    expect(model.dependencies).toEqual([
      {
        on: { key: "db-primary;PostgreSQL", hostName: "db-primary", serviceDescription: "PostgreSQL" },
        dependent: {
          key: "www1.example.com;API Latency p95",
          hostName: "www1.example.com",
          serviceDescription: "API Latency p95",
        },
      },
    ]);
  });
});
