import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import { makePageViews } from "@/tests/fixtures/page-views";
import { judgePage } from "./judge";
import type { IncidentSeverity, PageView } from "./page-view";
import { INDICATORS } from "./statuspage-shape";
import { describeStatus, STATUS_OF } from "./statuspage-status";
import { UNKNOWN_PAGE } from "./unknown-page";
import { ENGLISH } from "./words/words-of";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const MINUTE = 60_000;
const VIEWS = makePageViews(AT);
const [LASTING] = VIEWS.major.activeIncidents;
if (LASTING === undefined) throw new Error("the sample has no incident");

function viewOf(states: readonly PublicState[], more: Partial<PageView> = {}): PageView {
  const components = states.map((state, index) => {
    return { slug: `s${index}`, name: `Service ${index}`, description: null, state, since: null, bars: null };
  });
  return { ...VIEWS.operational, groups: [{ name: null, components, bars: null }], ...more };
}

const say = (view: PageView, at = AT) => describeStatus(view, judgePage(view, at, ENGLISH), at);
const withIncident = (severity: IncidentSeverity, endedAt: number | null = null) => ({
  activeIncidents: [{ ...LASTING, severity, endedAt, resolvedAt: null }],
});

describe("a state in the words of the API", () => {
  it("is operational for what is operational, and for nothing else", () => {
    const operational = PUBLIC_STATES.filter((state) => STATUS_OF[state] === "operational");
    expect(operational).toEqual(["operational"]);
  });

  it.each<[PublicState, string, string]>([
    ["operational", "none", "All Systems Operational"],
    ["under_maintenance", "none", "Service Under Maintenance"],
    ["unknown", "minor", "Status Unknown — 1 of 1 components cannot be confirmed"],
    ["degraded_performance", "minor", "Partially Degraded Service"],
    ["partial_outage", "major", "Partial System Outage"],
    ["major_outage", "critical", "Major System Outage"],
  ])("%s is %s for the page: %s", (state, indicator, description) => {
    expect(say(viewOf([state]))).toEqual({ indicator, description });
  });
});

describe("the status of the page", () => {
  it("is all well only where every component is, the data is young and no incident lasts", () => {
    const states = fc.array(fc.constantFrom(...PUBLIC_STATES), { maxLength: 5 });
    const ages = fc.integer({ min: -MINUTE, max: 100 * MINUTE });
    const incidents = fc.option(fc.constantFrom<IncidentSeverity>("minor", "major", "critical"));
    fc.assert(
      fc.property(states, ages, incidents, (shown, age, severity) => {
        const view = viewOf(shown, severity === null ? {} : withIncident(severity));
        const { indicator, description } = say(view, AT + age);
        const isFresh = AT + age <= (view.freshUntil ?? 0);
        const isWell = shown.length > 0 && shown.every((state) => state === "operational");
        expect(description === "All Systems Operational").toBe(isFresh && isWell && severity === null);
        if (!isFresh || shown.includes("unknown")) expect(indicator).not.toBe("none");
      }),
    );
  });

  it("says how old the data is that cannot be confirmed", () => {
    const ages: [number, string][] = [
      [9 * MINUTE, "9 min"],
      [119 * MINUTE, "119 min"],
      [3 * 60 * MINUTE, "3 h"],
      [50 * 60 * MINUTE, "2 days"],
    ];
    for (const [age, words] of ages) {
      const view = { ...VIEWS.operational, asOf: AT - age, freshUntil: AT - 1 };
      expect(say(view)).toEqual({ indicator: "minor", description: `Status Unknown — data ${words} old` });
    }
    expect(say({ ...VIEWS.operational, asOf: AT - 5, freshUntil: AT - 1 }).description).toContain("less than 1 min");
    expect(say(UNKNOWN_PAGE)).toEqual({ indicator: "minor", description: "Status Unknown — no data yet" });
  });

  it("is not green where nothing is published, nor where the monitoring knows none of it", () => {
    expect(say({ ...viewOf([]), publishes: false })).toEqual({
      indicator: "minor",
      description: "Nothing is published yet",
    });
    expect(say(viewOf([]))).toEqual({
      indicator: "minor",
      description: "Status Unknown — the monitoring knows none of the components",
    });
  });

  it.each<[IncidentSeverity, string]>([
    ["minor", "Minor Service Outage"],
    ["major", "Partial System Outage"],
    ["critical", "Major System Outage"],
  ])("is as bad as a %s incident that people opened while all components look well", (severity, description) => {
    expect(say(viewOf(["operational"], withIncident(severity)))).toEqual({ indicator: severity, description });
  });

  it("is not worse for an incident that is over and only watched", () => {
    expect(say(viewOf(["operational"], withIncident("critical", AT - MINUTE))).indicator).toBe("none");
  });

  it("can be every indicator that the API has", () => {
    const shown = PUBLIC_STATES.map((state) => say(viewOf([state])).indicator);
    expect(new Set(shown)).toEqual(new Set(INDICATORS));
  });
});
