import { describe, expect, it } from "vitest";
import type { Incident, IncidentRecord } from "@/lib/domain/incident";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { type DisclosureOptions, describeApiIncident, describeApiIncidentDetail } from "./api-incidents";
import { createPublicNames } from "./public-names";
import { sampleProblem, sampleRecord, sampleUpdate, sampleViewOptions } from "./sample-incident";

const http = sampleObject("web1", "HTTP", "critical");
const ping = sampleObject("web1", "PING", "critical");
const snapshot = sampleSnapshot([http, ping], [sampleComponent("website", [http, ping])]);

const CLOSED: DisclosureOptions = { objectNames: false, pluginOutput: false, link: null };
const OPEN: DisclosureOptions = { objectNames: true, pluginOutput: true, link: "https://status.example" };

function show(disclosure: DisclosureOptions, incident: Partial<Incident> = {}, record: Partial<IncidentRecord> = {}) {
  const options = sampleViewOptions(createPublicNames(snapshot, disclosure.objectNames));
  return describeApiIncident(sampleRecord(incident, record), options, disclosure);
}

const ROOT = sampleProblem({ key: "switch1", state: "down", output: "10.0.0.1 silent" });
const BEHIND = [
  sampleProblem({ role: "behind", acknowledged: true }),
  sampleProblem({ key: "web1;PING", role: "behind" }),
];

describe("an incident for programs", () => {
  it("keeps the predecessor's fields, and says what the whole of it is", () => {
    expect(show(OPEN)).toMatchObject({
      incident_type: "service",
      host_name: "web1",
      service_description: "HTTP",
      state: "CRITICAL",
      started_at: "2026-11-23T13:50:00.000Z",
      ended_at: null,
      plugin_output: "CRITICAL - web1.internal refused",
      is_active: true,
      status: "investigating",
      impact: "critical",
      components: [{ slug: "website", state: "major_outage" }],
      problems: [{ host_name: "web1", service_description: "HTTP", is_root: true }],
      updates: [{ by: "automatic", author: null, created_at: "2026-11-23T13:50:00.000Z" }],
      public_url: "https://status.example/incidents/1",
    });
  });

  it("says nothing of a root that is not on show: what lies behind it stands for it", () => {
    const told = show(OPEN, { rootKey: "switch1" }, { problems: [ROOT, ...BEHIND] });
    expect(told).toMatchObject({ host_name: "web1", service_description: "HTTP", state: "CRITICAL" });
    expect(told?.problems.map(({ service_description }) => service_description)).toEqual(["HTTP", "PING"]);
    expect(JSON.stringify(told)).not.toMatch(/switch1|10\.0\.0\.1/);
  });

  it("carries component names where Nagios' own are not public, and no output", () => {
    const told = show(CLOSED, {}, { problems: BEHIND });
    expect(told).toMatchObject({ host_name: "Website", service_description: "Website", plugin_output: "" });
    expect(told?.public_url).toBe("/incidents/1");
    expect(JSON.stringify(told)).not.toMatch(/web1|HTTP|PING|refused/);
  });

  it("that a person opened goes by its component", () => {
    expect(show(OPEN, { origin: "person", rootKey: null }, { problems: [] })).toMatchObject({
      incident_type: "service",
      host_name: "Website",
      state: "CRITICAL",
      problems: [],
    });
  });

  it("lists a hundred problems at most, the root first", () => {
    const many = Array.from({ length: 150 }, () => BEHIND[0] ?? ROOT);
    const told = show(OPEN, {}, { problems: [...many, sampleProblem()] });
    expect(told?.problems).toHaveLength(100);
    expect(told?.problems[0]?.is_root).toBe(true);
  });

  it("shows Nagios' comments only where its names are public, and only of what is on show", () => {
    const comment = { id: 1, incidentId: 1, commentId: 3, enteredAt: SAMPLE_AT, author: "jdoe", text: "ticket" };
    const nagiosComments = [
      { ...comment, hostName: "web1", serviceDescription: "HTTP" },
      { ...comment, id: 2, hostName: "switch1", serviceDescription: null },
    ];
    const updates = [sampleUpdate(), sampleUpdate({ id: 5, kind: "person", code: null, author: "Ann", text: "Soon." })];
    const record = sampleRecord({}, { nagiosComments, updates });
    const detail = (disclosure: DisclosureOptions) =>
      describeApiIncidentDetail(
        record,
        sampleViewOptions(createPublicNames(snapshot, disclosure.objectNames)),
        disclosure,
      );
    expect(detail(OPEN)?.nagios_comments).toMatchObject([{ id: 1, host_name: "web1" }]);
    expect(detail(CLOSED)?.nagios_comments).toEqual([]);
    expect(detail(CLOSED)?.comments).toMatchObject([{ id: 5, author: "Ann", comment_text: "Soon." }]);
  });
});
