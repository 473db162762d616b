import { describe, expect, it } from "vitest";
import { type BarFigures, noSeconds, sumSpans } from "@/lib/domain/availability";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { DAY_MS } from "@/lib/domain/time";
import { buildPage, MOST_DAYS, type PageInput } from "./build-page";
import { createPublicNames } from "./public-names";
import { sampleRecord, sampleViewOptions } from "./sample-incident";
import { sampleMaintenance } from "./sample-maintenance";

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
    maintenances: [],
    wording: sampleViewOptions(names, { timeZone }),
    figures: null,
    weights: DEFAULT_WEIGHTS,
    metrics: [],
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
    const ended = { endReason: "recovered", startedAt: SAMPLE_AT - DAY_MS, endedAt: SAMPLE_AT - 60_000 } as const;
    const resolved = sampleRecord({ ...ended, id: 2, resolvedAt: SAMPLE_AT });
    const page = build([sampleRecord({ acknowledged: true }), resolved]);
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

  it("tells what is over and not called resolved yet among what lasts", () => {
    const ended = { endReason: "recovered", startedAt: SAMPLE_AT - DAY_MS, endedAt: SAMPLE_AT - 60_000 } as const;
    const page = build([sampleRecord(ended)]);
    expect(page.activeIncidents).toMatchObject([{ id: 1, status: "monitoring", resolvedAt: null }]);
    expect(page.pastDays.flatMap(({ incidents }) => incidents)).toEqual([]);
  });

  it("does not tell what is not public yet", () => {
    expect(
      build([sampleRecord({ publicAt: null }), sampleRecord({ id: 2, isDraft: true, publicAt: null })]),
    ).toMatchObject({ activeIncidents: [] });
  });
});

describe("maintenance on the page", () => {
  const scheduled = (id: number, startsAt: number) =>
    sampleMaintenance({ id, status: "scheduled", startsAt, endsAt: startsAt + DAY_MS, beganAt: null });
  const over = (id: number, endedAt: number) => sampleMaintenance({ id, status: "completed", endedAt });
  const show = (...maintenances: Maintenance[]) => build([], "Europe/Berlin", SAMPLE_AT, { maintenances });

  it("is what is under way, then what begins within 30 days", () => {
    const page = show(
      scheduled(4, SAMPLE_AT + 31 * DAY_MS),
      scheduled(3, SAMPLE_AT + 29 * DAY_MS),
      scheduled(2, SAMPLE_AT + DAY_MS),
      sampleMaintenance(),
    );
    expect(page.maintenances.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(page.moreMaintenances).toBe(0);
  });

  it("is ten at most, and the number of the rest", () => {
    const page = show(...Array.from({ length: 14 }, (_, index) => scheduled(index + 1, SAMPLE_AT + index)));
    expect(page.maintenances).toHaveLength(10);
    expect(page.moreMaintenances).toBe(4);
  });

  it("is told in the components that it is under way in", () => {
    const components = show(sampleMaintenance({ id: 9 }), scheduled(2, SAMPLE_AT)).groups.flatMap(
      (group) => group.components,
    );
    expect(components.map(({ slug, maintenanceId }) => [slug, maintenanceId])).toEqual([
      ["website", 9],
      ["shop", undefined],
      ["mail", undefined],
    ]);
  });

  it("stands on the day on which it was over, in the page's zone", () => {
    const midnight = Date.UTC(2026, 10, 22, 23);
    const page = show(
      over(1, midnight - 1),
      over(2, midnight),
      over(3, midnight + 1),
      over(4, SAMPLE_AT - 20 * DAY_MS),
    );
    expect(page.pastDays.slice(0, 2).map(({ maintenances }) => maintenances.map(({ id }) => id))).toEqual([
      [3, 2],
      [1],
    ]);
    expect(page.pastDays.flatMap(({ maintenances }) => maintenances)).toHaveLength(3);
    expect(page.maintenances).toEqual([]);
  });

  it("keeps what Nagios says to itself", () => {
    expect(JSON.stringify(show(sampleMaintenance(), over(2, SAMPLE_AT)))).not.toMatch(/jdoe|4711|web1|HTTP/);
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
