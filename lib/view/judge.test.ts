import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDisrupted, PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import { makePageViews } from "@/tests/fixtures/page-views";
import { MARK_LETTERS } from "./history-view";
import { type Contact, judgeFreshness, judgePage } from "./judge";
import { sayTitle } from "./page-title";
import type { ComponentView, PageView } from "./page-view";
import { ENGLISH } from "./words/words-of";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const VIEWS = makePageViews(AT);
const DAY = 86_400_000;

function viewOf(states: readonly PublicState[], more: Partial<PageView> = {}): PageView {
  const components = states.map((state, index): ComponentView => {
    const name = index === 0 ? "Website" : `Service ${index}`;
    return { slug: `s${index}`, name, description: null, state, since: null, bars: null };
  });
  return { ...VIEWS.operational, groups: [{ name: null, components, bars: null }], ...more };
}

const anyStates = fc.array(fc.constantFrom(...PUBLIC_STATES), { minLength: 1, maxLength: 30 });

describe("freshness", () => {
  it("is fresh up to and including its last instant", () => {
    expect([AT - 1, AT, AT + 1].map((at) => judgeFreshness(AT, at))).toEqual(["fresh", "fresh", "stale"]);
  });

  it("is never fresh without data", () => {
    expect(judgeFreshness(null, 0)).toBe("never");
  });
});

describe("green", () => {
  it("needs fresh data, contact and every service well, whatever the states and the instant", () => {
    const instants = fc.integer({ min: -DAY, max: DAY });
    fc.assert(
      fc.property(anyStates, instants, fc.constantFrom<Contact>("kept", "lost"), (states, distance, contact) => {
        const view = viewOf(states);
        const judged = judgePage(view, AT + distance, ENGLISH, contact);
        const isTrue = contact === "kept" && AT + distance <= (view.freshUntil ?? 0);
        expect(judged.state === "operational").toBe(isTrue && states.every((state) => state === "operational"));
        const green = judged.groups.flatMap((group) => group.components).filter((c) => c.state === "operational");
        expect(green.length).toBe(isTrue ? states.filter((state) => state === "operational").length : 0);
      }),
    );
  });

  it("is not given to a page without services, without data, or with nothing published", () => {
    expect(judgePage(viewOf([]), AT, ENGLISH).state).toBe("unknown");
    expect(judgePage(VIEWS.never, AT, ENGLISH).state).toBe("unknown");
    expect(judgePage(VIEWS.nothing, AT, ENGLISH)).toMatchObject({ state: null, sentence: "Nothing is published yet" });
  });
});

describe("the worst state", () => {
  it("lets a confirmed outage outrank unknown, and unknown outrank maintenance", () => {
    const stateOf = (...states: PublicState[]) => judgePage(viewOf(states), AT, ENGLISH).state;
    expect(stateOf("unknown", "degraded_performance", "under_maintenance")).toBe("degraded_performance");
    expect(stateOf("operational", "under_maintenance", "unknown")).toBe("unknown");
    expect(stateOf("operational", "under_maintenance")).toBe("under_maintenance");
  });

  it("is told by name when one service has it, and by number when several have", () => {
    const say = (...states: PublicState[]) => judgePage(viewOf(states), AT, ENGLISH);
    expect(say("major_outage", "partial_outage", "operational")).toMatchObject({
      sentence: "Website has a major outage",
      lede: "2 of 3 services are affected. Everything else is operational.",
    });
    expect(say("major_outage", "major_outage", "unknown").sentence).toBe("2 services have a major outage");
    expect(say("unknown", "operational")).toMatchObject({
      sentence: "We cannot confirm the status of Website",
      lede: "1 of 2 services is unknown. Everything else is operational.",
    });
    expect(say("operational", "operational")).toMatchObject({ sentence: "All services are operational", lede: null });
    expect(say("degraded_performance").lede).toBeNull();
  });

  it("counts every service that is not well exactly once", () => {
    fc.assert(
      fc.property(anyStates, (states) => {
        const { lede } = judgePage(viewOf(states), AT, ENGLISH);
        if (lede === null) return;
        const disrupted = states.filter(isDisrupted).length;
        const numbers = [...lede.matchAll(/(\d+)(?: of \d+ services)? (?:is|are)/g)].map((match) => Number(match[1]));
        expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(
          states.filter((state) => state !== "operational").length,
        );
        expect(lede.includes("affected")).toBe(disrupted > 0);
      }),
    );
  });
});

describe("a page that cannot be confirmed", () => {
  it("says how old its data is and keeps the last known states", () => {
    const judged = judgePage(VIEWS.stale, AT, ENGLISH);
    expect(judged).toMatchObject({ freshness: "stale", sentence: "We cannot confirm the status right now" });
    expect(judged.lede).toMatch(/^Monitoring data is 9 minutes old\. The services may well be working/);
    expect(judged.groups[0]?.components[0]).toMatchObject({ state: "unknown", since: null, lastKnown: "operational" });
  });

  it("does not suggest that services work which did not", () => {
    expect(judgePage(VIEWS.staleOutage, AT, ENGLISH).lede).not.toMatch(/may well be working/);
  });

  it("says what it shows when the server cannot be reached, though the data be young", () => {
    const judged = judgePage(VIEWS.operational, AT, ENGLISH, "lost");
    expect(judged).toMatchObject({ freshness: "lost", state: "unknown" });
    expect(judged.lede).toContain("Showing what was true at 14:32 CET");
  });

  it("claims no last known state when there never was data", () => {
    const components = judgePage(VIEWS.neverListed, AT, ENGLISH).groups.flatMap((group) => group.components);
    expect(components.every(({ state, lastKnown }) => state === "unknown" && lastKnown === null)).toBe(true);
  });
});

describe("the title of the document", () => {
  it("is short: the name and state of one, the number of many, and honest about what is not known", () => {
    const titleOf = (view: PageView, contact?: Contact) =>
      sayTitle(judgePage(view, AT, ENGLISH, contact), "Example", ENGLISH);
    expect(titleOf(viewOf(["major_outage", "operational"]))).toBe("Website — Major outage · Example");
    expect(titleOf(VIEWS.major)).toBe("2 major outages · Example");
    expect(titleOf(VIEWS.operational)).toBe("All operational · Example");
    expect(titleOf(VIEWS.stale)).toBe("Status unknown · Example");
    expect(titleOf(VIEWS.operational, "lost")).toBe("Connection lost · Example");
    expect(titleOf(VIEWS.nothing)).toBe("Nothing is published yet · Example");
    expect(titleOf(viewOf([]))).toBe("Status unknown · Example");
  });
});

describe("bars", () => {
  const lastMarks = (judged: ReturnType<typeof judgePage>) =>
    judged.groups
      .flatMap((group) => [group.bars, ...group.components.map((component) => component.bars)])
      .map((bars) => bars?.marks.at(-1));

  it("are as they were made while the data is fresh", () => {
    const judged = judgePage(VIEWS.operational, AT, ENGLISH);
    expect(judged.groups[0]?.bars).toBe(VIEWS.operational.groups[0]?.bars);
    expect(new Set(lastMarks(judged))).toEqual(new Set([MARK_LETTERS.operational]));
  });

  it("end in no calm day while nothing is confirmed, whoever finds that out", () => {
    const calm = [MARK_LETTERS.operational, MARK_LETTERS.under_maintenance];
    for (const judged of [
      judgePage(VIEWS.operational, AT + DAY, ENGLISH),
      judgePage(VIEWS.maintenance, AT, ENGLISH, "lost"),
      judgePage(VIEWS.stale, AT, ENGLISH),
    ]) {
      expect(lastMarks(judged).filter((mark) => calm.includes(mark as (typeof calm)[number]))).toEqual([]);
    }
  });

  it("keep the disruptions of the last day that were seen", () => {
    expect(lastMarks(judgePage(VIEWS.staleOutage, AT, ENGLISH))).toContain(MARK_LETTERS.major_outage);
  });
});
