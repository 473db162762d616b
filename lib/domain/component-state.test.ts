import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyRule, judgeInSlices, stateOfObject } from "./component-state";
import { DEFAULT_MAPPING } from "./policy";
import { compareStates, PUBLIC_STATES, type PublicState, worstState } from "./public-state";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "./sample-snapshot";
import { drain } from "./slices";

const up = sampleObject("web1", null, "up");

function stateOf(object: Parameters<typeof stateOfObject>[0], host = up) {
  return stateOfObject(object, host, DEFAULT_MAPPING);
}

describe("the state of an object", () => {
  it.each([
    ["ok", "operational"],
    ["warning", "degraded_performance"],
    ["critical", "major_outage"],
    ["unknown", "unknown"],
    ["pending", "unknown"],
  ] as const)("a service that is %s is %s", (result, state) => {
    expect(stateOf(sampleObject("web1", "HTTP", result))).toBe(state);
  });

  it("is confirmed: a soft problem changes nothing", () => {
    expect(stateOf(sampleObject("web1", "HTTP", "ok", { current: "critical" }))).toBe("operational");
  });

  it("is maintenance in a downtime, whatever the check says", () => {
    expect(stateOf(sampleObject("web1", "HTTP", "critical", { inDowntime: true }))).toBe("under_maintenance");
    expect(stateOf(sampleObject("web1", "HTTP", "ok", { inDowntime: true }))).toBe("under_maintenance");
  });

  it("is unknown when it was never checked, even in a downtime", () => {
    expect(stateOf(sampleObject("web1", "HTTP", "pending", { inDowntime: true }))).toBe("unknown");
  });

  it("is unknown when no checks are accepted: its state is frozen", () => {
    expect(stateOf(sampleObject("web1", "HTTP", "ok", { monitored: false }))).toBe("unknown");
  });

  it("goes down with its host", () => {
    const service = sampleObject("web1", "HTTP", "ok");
    expect(stateOf(service, sampleObject("web1", null, "down"))).toBe("major_outage");
    expect(stateOf(service, sampleObject("web1", null, "unreachable"))).toBe("major_outage");
    expect(stateOf(service, sampleObject("web1", null, "up", { current: "down" }))).toBe("operational");
  });
});

const anyStates = fc.array(fc.constantFrom<PublicState>(...PUBLIC_STATES), { minLength: 1, maxLength: 8 });

describe("rules", () => {
  it("worst is the worst, best the best, and at_least the state that so many reach", () => {
    const states: PublicState[] = ["major_outage", "operational", "degraded_performance"];
    expect(applyRule({ kind: "worst" }, states)).toBe("major_outage");
    expect(applyRule({ kind: "best" }, states)).toBe("operational");
    expect(applyRule({ kind: "at_least", count: 2 }, states)).toBe("degraded_performance");
  });

  it("more members needed than there are is unknown, and so is a component of nothing", () => {
    expect(applyRule({ kind: "at_least", count: 3 }, ["operational", "operational"])).toBe("unknown");
    for (const kind of ["worst", "best"] as const) expect(applyRule({ kind }, [])).toBe("unknown");
  });

  it("needing more never makes it better; the order of members never matters", () => {
    fc.assert(
      fc.property(anyStates, fc.integer({ min: 1, max: 7 }), (states, count) => {
        const fewer = applyRule({ kind: "at_least", count }, states);
        const more = applyRule({ kind: "at_least", count: count + 1 }, states);
        if (count < states.length) expect(compareStates(more, fewer)).toBeGreaterThanOrEqual(0);
        expect(applyRule({ kind: "at_least", count }, [...states].reverse())).toBe(fewer);
      }),
    );
  });

  it("green under worst means green everywhere", () => {
    fc.assert(
      fc.property(anyStates, (states) => {
        const isGreen = applyRule({ kind: "worst" }, states) === "operational";
        expect(isGreen).toBe(states.every((state) => state === "operational"));
      }),
    );
  });
});

describe("a component", () => {
  const judge = (objects: Parameters<typeof sampleSnapshot>[0], more: Parameters<typeof sampleComponent>[2] = {}) => {
    const component = sampleComponent("api", objects, more);
    const snapshot = sampleSnapshot(objects, [component]);
    return drain(judgeInSlices(snapshot, DEFAULT_MAPPING)).components.get("api");
  };

  it("is not green while something that the operator named is missing", () => {
    expect(judge([up], { missing: ["web2"] })?.state).toBe("unknown");
  });

  it("is disrupted since its first member failed, and well since its last one recovered", () => {
    const first = sampleObject("web1", null, "down", { problemBeganAt: SAMPLE_AT - 900_000 });
    const second = sampleObject("web2", null, "down", { problemBeganAt: SAMPLE_AT - 300_000 });
    expect(judge([first, second])).toEqual({ state: "major_outage", since: SAMPLE_AT - 900_000 });
    const well = [100_000, 200_000].map((ago, index) =>
      sampleObject(`web${index}`, null, "up", { changedAt: SAMPLE_AT - ago }),
    );
    expect(judge(well)).toEqual({ state: "operational", since: SAMPLE_AT - 100_000 });
  });
});

describe("precedence", () => {
  it("an outage outranks unknown, unknown outranks maintenance, maintenance outranks green", () => {
    expect(worstState(["unknown", "major_outage", "under_maintenance"])).toBe("major_outage");
    expect(worstState(["unknown", "under_maintenance", "operational"])).toBe("unknown");
    expect(worstState(["under_maintenance", "operational"])).toBe("under_maintenance");
    expect(worstState([])).toBe("unknown");
  });
});
