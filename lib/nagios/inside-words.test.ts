import { expect, it } from "vitest";
import { TELL_ALL } from "@/lib/domain/policy";
import { CREATED_AT, hostBlock, INFO, objectBlock, serviceBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { parseModel, parseStatus } from "@/tests/fixtures/nagios/read-fixture";
import { compileSelection } from "./compile-selection";
import { select } from "./select";
import { createStatusScanner } from "./status-scanner";

const CACHE =
  objectBlock("contact", { contact_name: "jdoe", alias: "Jane Doe", email: "jane@corp.example", address1: "+1 555" }) +
  objectBlock("contactgroup", { contactgroup_name: "noc-team", alias: "Admins" }) +
  objectBlock("host", { host_name: "db1.corp.example", alias: "Payroll DB", address: "192.0.2.7", _SNMP: "s3cr3t" }) +
  objectBlock("service", { host_name: "db1.corp.example", service_description: "HTTP", _PORT: "8080", _ON: "yes" }) +
  objectBlock("service", { host_name: "db1.corp.example", service_description: "Payroll export" }) +
  objectBlock("hostgroup", { hostgroup_name: "linux-servers", alias: "Servers", members: "db1.corp.example" });

const STATUS =
  INFO +
  hostBlock("db1.corp.example", { _SNMP: "0;changed" }) +
  serviceBlock("db1.corp.example", "HTTP") +
  serviceBlock("db1.corp.example", "Payroll export") +
  statusBlock("contactstatus", { contact_name: "oncall" }) +
  statusBlock("hostcomment", { host_name: "db1.corp.example", author: "m.meier", comment_data: "x" }) +
  statusBlock("hostcomment", { host_name: "db1.corp.example", author: "(Nagios Process)", comment_data: "x" }) +
  statusBlock("hostdowntime", { host_name: "db1.corp.example", author: "planner", comment: "x" });

const CHOICE = { hosts: ["nothing"], services: [], hostgroups: [], servicegroups: [] };

it("everything that the configuration names is known, but for plain words, switches and small numbers", () => {
  const status = parseStatus(STATUS);
  const compiled = compileSelection(parseModel(CACHE), status.names, {
    kind: "objects",
    members: CHOICE,
    telling: TELL_ALL,
  });
  const [configured, present] = select(status, compiled, null).inside;
  expect(Object.fromEntries(configured)).toEqual({
    "db1.corp.example": "host",
    db1: "host",
    "Payroll export": "service",
    "Payroll DB": "alias",
    "192.0.2.7": "address",
    jdoe: "person",
    "Jane Doe": "person",
    "jane@corp.example": "person",
    "+1 555": "person",
    "noc-team": "group",
    "linux-servers": "group",
    s3cr3t: "value",
  });
  expect(Object.fromEntries(present)).toEqual({ oncall: "person", "m.meier": "person", planner: "person" });
  expect(status.createdAt).toBe(CREATED_AT);
});

it("the values of custom variables come from the status file where they are asked for", () => {
  const scanner = createStatusScanner(undefined, { withValues: true });
  scanner.push(STATUS);
  const reading = scanner.end();
  expect(reading.kind === "complete" && reading.status.inside.get("changed")).toBe("value");
});
