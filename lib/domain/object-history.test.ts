import { describe, expect, it } from "vitest";
import { confirmStates, encodeState, isHardValue, resultOf } from "./object-history";
import type { CheckResult } from "./snapshot";
import { createSteps, observe } from "./steps";

const SOFT = false;
const HARD = true;

function confirmed(kind: "host" | "service", ...marks: [number, CheckResult, boolean][]): [number, CheckResult][] {
  const states = createSteps();
  for (const [at, result, isHard] of marks) observe(states, at, encodeState(result, isHard));
  const { ats, values } = confirmStates(states, kind);
  return ats.map((at, index) => [at, resultOf(values[index] as number)]);
}

describe("a state as a step's value", () => {
  it("comes back as it went in", () => {
    for (const result of ["pending", "up", "down", "unreachable", "ok", "warning", "critical", "unknown"] as const) {
      for (const isHard of [SOFT, HARD]) {
        const value = encodeState(result, isHard);
        expect([resultOf(value), isHardValue(value)]).toEqual([result, isHard]);
      }
    }
  });

  it("is no evidence of anything when nobody knows it", () => {
    expect(resultOf(999)).toBe("pending");
  });
});

describe("confirmed states", () => {
  it("count a problem from its HARD line on", () => {
    const marks = confirmed(
      "service",
      [0, "ok", HARD],
      [10, "critical", SOFT],
      [20, "critical", HARD],
      [30, "ok", HARD],
    );
    expect(marks).toEqual([
      [0, "ok"],
      [20, "critical"],
      [30, "ok"],
    ]);
  });

  it("let a soft recovery end a hard problem, as services on a dead host log it", () => {
    expect(confirmed("service", [0, "critical", HARD], [10, "ok", SOFT])).toEqual([
      [0, "critical"],
      [10, "ok"],
    ]);
  });

  it("take a soft problem that never became hard for well", () => {
    expect(confirmed("host", [0, "down", SOFT], [10, "up", SOFT])).toEqual([[0, "up"]]);
  });

  it("keep the confirmed problem while another one is soft", () => {
    expect(confirmed("service", [0, "warning", HARD], [10, "critical", SOFT], [20, "critical", HARD])).toEqual([
      [0, "warning"],
      [20, "critical"],
    ]);
  });

  it("know nothing of what was never checked, and a soft problem as its first answer", () => {
    expect(confirmed("service", [0, "pending", HARD], [10, "warning", SOFT])).toEqual([
      [0, "pending"],
      [10, "ok"],
    ]);
  });
});
