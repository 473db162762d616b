import { describe, expect, it } from "vitest";
import { type Incident, type Problem, UNTOUCHED } from "@/lib/domain/incident";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { describeApiIncident, describeApiIncidentDetail } from "./api-incidents";
import { describeIncident } from "./incident-view";
import { createPublicNames } from "./public-names";
import { sampleProblem, sampleRecord, sampleUpdate, sampleViewOptions } from "./sample-incident";

const service = sampleObject("web1", "HTTP", "critical");
const names = createPublicNames(sampleSnapshot([service], [sampleComponent("website", [service])]), true);
const options = sampleViewOptions(names);
const disclosure = { objectNames: true, pluginOutput: true, link: null };
const website = { slug: "website", name: "Website", group: null };

const damages: [string, Partial<Record<keyof Incident, unknown>>][] = [
  ["an instant beyond all dates", { startedAt: 9e15 }],
  ["an end that is no number", { endedAt: Number.NaN, endReason: "recovered" }],
  ["a person's correction before all dates", { person: { ...UNTOUCHED, endedAt: -9e15 } }],
  ["an impact of no sense", { impact: "weird" }],
  ["an impact that is a name of objects", { impact: "constructor" }],
  ["a component in a state of no sense", { components: [{ ...website, state: "weird" }] }],
  ["a status of no sense", { person: { ...UNTOUCHED, status: "weird" } }],
  ["an end of no sense", { endedAt: SAMPLE_AT, endReason: "toString" }],
];

const damagedProblems: [string, Partial<Record<keyof Problem, unknown>>][] = [
  ["a check before all dates", { lastCheckAt: -9e15 }],
  ["a state of no sense", { state: "weird" }],
  ["a state that is a name of objects", { state: "constructor" }],
];

describe("a damaged row of the store", () => {
  it.each(damages)("with %s is left out, and takes nothing with it", (_, damage) => {
    const record = sampleRecord(damage as Partial<Incident>);
    expect(describeIncident(record, options)).toBeNull();
    expect(describeApiIncidentDetail(record, options, disclosure)).toBeNull();
  });

  it.each(damagedProblems)("that is a problem with %s leaves the incident", (_, damage) => {
    const problems = [sampleProblem(damage as Partial<Problem>)];
    expect(describeApiIncident(sampleRecord({}, { problems }), options, disclosure)).toMatchObject({ problems: [] });
  });

  it("that is what was said about an incident leaves the incident", () => {
    const said = { kind: "person", code: null, author: "Web team", text: "On it." } as const;
    const updates = [
      sampleUpdate(),
      sampleUpdate({ ...said, id: 1, at: 9e15 }),
      sampleUpdate({ ...said, id: 2, at: SAMPLE_AT }),
      sampleUpdate({ id: 3, code: "toString" as "opened" }),
    ];
    const comment = { id: 1, incidentId: 1, commentId: 3, author: "ops", text: "x", hostName: "web1" };
    const nagiosComments = [{ ...comment, serviceDescription: "HTTP", enteredAt: Number.NaN }];
    const record = sampleRecord({}, { updates, nagiosComments });
    const opened = `opened-${SAMPLE_AT - 600_000}`;
    expect(describeIncident(record, options)?.updates.map(({ id }) => id)).toEqual(["2", opened]);
    const detail = describeApiIncidentDetail(record, options, disclosure);
    expect(detail?.comments.map(({ id }) => id)).toEqual([2]);
    expect(detail?.nagios_comments).toEqual([]);
  });
});
