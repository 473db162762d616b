import { describe, expect, it } from "vitest";
import { type BarFigures, noSeconds, sumSpans } from "@/lib/domain/availability";
import type { IncidentRecord } from "@/lib/domain/incident";
import { DEFAULT_MAPPING, DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { DAY_MS } from "@/lib/domain/time";
import { buildPage, MOST_DAYS, type PageInput } from "./build-page";
import { createPublicNames } from "./public-names";
import { sampleRecord } from "./sample-incident";

const service = sampleObject("web1", "HTTP", "critical");
const components = [
  sampleComponent("website", [service], { group: "Public" }),
  sampleComponent("mail", []),
  sampleComponent("shop", [], { group: "Public" }),
];

function build(incidents: readonly IncidentRecord[], timeZone = "UTC", at = SAMPLE_AT, more: Partial<PageInput> = {}) {
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
    figures: null,
    weights: DEFAULT_WEIGHTS,
    ...more,
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

describe("the days of the page", () => {
  const seconds = { ...noSeconds(), operational: 86_000, partial_outage: 400 };
  const day = { date: "", from: 0, to: 86_400_000, seconds, disruptions: 1 };
  const days = Array.from({ length: 90 }, () => day);
  const bad: BarFigures = { days, spans: sumSpans(days, seconds) };

  function buildMany(count: number) {
    const many = Array.from({ length: count }, (_, index) => sampleComponent(`s${index}`, []));
    const figures = {
      since: 0,
      dates: bad.days.map(() => "2026-11-23"),
      components: new Map(many.map(({ slug }) => [slug, bad])),
      groups: new Map([[null, bad]]),
    };
    return build([], "UTC", SAMPLE_AT, { components: many, figures });
  }

  it("are told one by one, for components and for their group", () => {
    const [group] = buildMany(3).groups;
    expect(group?.bars?.days).toHaveLength(90);
    expect(group?.components.map(({ bars }) => bars?.days.length)).toEqual([90, 90, 90]);
  });

  it("are told only as far as a page stays light, the newest first; the marks stay whole", () => {
    const components = buildMany(100).groups.flatMap((group) => group.components);
    const told = components.flatMap(({ bars }) => bars?.days ?? []);
    expect(told.length).toBeLessThanOrEqual(MOST_DAYS);
    expect(components[0]?.bars?.days.map(({ index }) => index).at(0)).toBe(90 - MOST_DAYS / 100);
    expect(components[0]?.bars?.days.at(-1)?.index).toBe(89);
    expect(components[0]?.bars?.marks).toBe("p".repeat(90));
  });

  it("are not there while nothing of them is known", () => {
    const page = build([]);
    expect(page.history).toBeNull();
    expect(page.groups.map(({ bars }) => bars)).toEqual([null, null]);
  });
});
