import { describe, expect, it } from "vitest";
import type { Incident } from "@/lib/domain/incident";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { describeApiIncidentDetail } from "./api-incidents";
import { describeIncident } from "./incident-view";
import { createPublicNames } from "./public-names";
import { sampleRecord } from "./sample-incident";

const service = sampleObject("web1", "HTTP", "critical");
const names = createPublicNames(sampleSnapshot([service], [sampleComponent("website", [service])]), true);
const wording = { names, mapping: DEFAULT_MAPPING, states: new Map() };
const disclosure = { objectNames: true, pluginOutput: true };

const damages: [string, Partial<Record<keyof Incident, unknown>>][] = [
  ["an instant beyond all dates", { startedAt: 9e15 }],
  ["an end that is no number", { endedAt: Number.NaN, endReason: "recovered" }],
  ["a check before all dates", { lastCheckAt: -9e15 }],
  ["a state of no sense", { state: "weird" }],
  ["a state that is a name of objects", { state: "constructor" }],
  ["an end of no sense", { endedAt: SAMPLE_AT, endReason: "toString" }],
];

describe("a damaged row of the store", () => {
  it.each(damages)("with %s is left out, and takes nothing with it", (_, damage) => {
    const record = sampleRecord(damage as Partial<Incident>);
    expect(describeIncident(record, wording)).toBeNull();
    expect(describeApiIncidentDetail(record, names, disclosure)).toBeNull();
  });

  it("that is what was said about an incident leaves the incident", () => {
    const said = { incidentId: 1, author: "Web team", text: "On it." };
    const updates = [
      { ...said, id: 1, createdAt: 9e15 },
      { ...said, id: 2, createdAt: SAMPLE_AT },
    ];
    const comment = { id: 1, incidentId: 1, commentId: 3, author: "ops", text: "x", hostName: "web1" };
    const nagiosComments = [{ ...comment, serviceDescription: "HTTP", enteredAt: Number.NaN }];
    const record = sampleRecord({}, { updates, nagiosComments });
    expect(describeIncident(record, wording)?.updates.map(({ id }) => id)).toEqual(["2", "start"]);
    const detail = describeApiIncidentDetail(record, names, disclosure);
    expect(detail?.comments.map(({ id }) => id)).toEqual([2]);
    expect(detail?.nagios_comments).toEqual([]);
  });
});
