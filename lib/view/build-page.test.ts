import { describe, expect, it } from "vitest";
import type { IncidentRecord } from "@/lib/domain/incident";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { DAY_MS } from "@/lib/domain/time";
import { buildPage } from "./build-page";
import { createPublicNames } from "./public-names";
import { sampleRecord } from "./sample-incident";

const service = sampleObject("web1", "HTTP", "critical");
const components = [
  sampleComponent("website", [service], { group: "Public" }),
  sampleComponent("mail", []),
  sampleComponent("shop", [], { group: "Public" }),
];

function build(incidents: readonly IncidentRecord[], timeZone = "UTC", at = SAMPLE_AT) {
  const names = createPublicNames(sampleSnapshot([service], components), false);
  const states = new Map([["website", { state: "major_outage" as const, since: SAMPLE_AT - 600_000 }]]);
  return buildPage({
    name: "Page",
    demo: false,
    timeZone,
    publishes: true,
    asOf: at,
    freshUntil: at + 60_000,
    checkedAt: at,
    refreshMs: 1000,
    at,
    components,
    states,
    incidents,
    wording: { names, mapping: DEFAULT_MAPPING, states: new Map([["website", "major_outage"]]) },
  });
}

describe("the page", () => {
  it("groups components where the first of each group stands", () => {
    const { groups } = build([]);
    expect(groups.map((group) => [group.name, group.components.map(({ slug }) => slug)])).toEqual([
      ["Public", ["website", "shop"]],
      [null, ["mail"]],
    ]);
    expect(groups[0]?.components.map(({ state }) => state)).toEqual(["major_outage", "unknown"]);
  });

  it("tells what lasts apart from what is over, in the visitor's words", () => {
    const ended = sampleRecord({
      id: 2,
      endedAt: SAMPLE_AT - 60_000,
      endReason: "recovered",
      startedAt: SAMPLE_AT - DAY_MS,
    });
    const page = build([sampleRecord({ acknowledged: true }), ended]);
    expect(page.activeIncidents).toMatchObject([
      {
        id: 1,
        title: "Website: major outage",
        status: "identified",
        components: [{ slug: "website", state: "major_outage" }],
      },
    ]);
    expect(page.pastDays.map((day) => [day.date, day.incidents.map(({ id }) => id)]).slice(0, 3)).toEqual([
      ["2026-11-23", []],
      ["2026-11-22", [2]],
      ["2026-11-21", []],
    ]);
    expect(page.pastDays).toHaveLength(7);
    expect(JSON.stringify(page)).not.toMatch(/web1|HTTP|refused/);
  });

  it("begins days in the page's zone, also where the clock changes", () => {
    expect(build([], "Pacific/Auckland").pastDays[0]?.date).toBe("2026-11-24");
    const afterChange = Date.UTC(2026, 9, 25, 23, 30);
    expect(
      build([], "Europe/Berlin", afterChange)
        .pastDays.slice(0, 3)
        .map(({ date }) => date),
    ).toEqual(["2026-10-26", "2026-10-25", "2026-10-24"]);
  });

  it("updates are newest first, and automatic ones say so", () => {
    const record = sampleRecord(
      { endedAt: SAMPLE_AT, endReason: "recovered" },
      {
        updates: [{ id: 5, incidentId: 1, author: "Web team", text: "We restart it.", createdAt: SAMPLE_AT - 300_000 }],
      },
    );
    const incident = build([record]).pastDays[0]?.incidents[0];
    expect(incident?.updates.map(({ status, automatic, author }) => [status, automatic, author])).toEqual([
      ["resolved", true, null],
      ["investigating", false, "Web team"],
      ["investigating", true, null],
    ]);
  });
});
