import { describe, expect, test } from "vitest";
import { encodeState } from "./object-history";
import { type Account, compareWithReport, countAccount, type DifferenceReason, STOP } from "./report-difference";
import type { CheckResult } from "./snapshot";
import { createSteps, observe, type Steps } from "./steps";
import { SECOND_MS } from "./time";

const WINDOW = { from: 0, to: 100 * SECOND_MS };

function makeSteps(marks: readonly (readonly [seconds: number, value: number])[]): Steps {
  const steps = createSteps();
  for (const [seconds, value] of marks) observe(steps, seconds * SECOND_MS, value);
  return steps;
}

interface Parts {
  results: readonly (readonly [seconds: number, result: CheckResult])[];
  downtimes?: readonly (readonly [seconds: number, value: number])[];
  stops?: readonly (readonly [seconds: number, value: number])[];
}

function makeAccount({ results, downtimes = [], stops = [] }: Parts): Account {
  return {
    results: makeSteps(results.map(([at, result]) => [at, encodeState(result, true)])),
    downtimes: [makeSteps(downtimes)],
    stops: makeSteps(stops),
  };
}

/** The reasons where the report says what its replay says. */
function explain(ours: Parts, replay: Parts, softStates = false): [DifferenceReason, number][] {
  const accounts = { ours: makeAccount(ours), replay: makeAccount(replay) };
  const object = { key: "a;b", ...accounts, report: countAccount(accounts.replay, WINDOW) };
  const { verdict, reasons } = compareWithReport(object, softStates, WINDOW);
  expect(verdict).toBe(reasons.size === 0 ? "equal" : "explained");
  return [...reasons];
}

const WELL: Parts = { results: [[0, "ok"]] };
const BAD: Parts = {
  results: [
    [0, "ok"],
    [40, "critical"],
  ],
};

describe("a difference to Nagios' own report is explained by", () => {
  test("nothing where there is none", () => {
    expect(explain(BAD, BAD)).toEqual([]);
  });

  test("a recovery that was skipped, or problems that were not confirmed, as the report was made", () => {
    expect(explain(WELL, BAD)).toEqual([["skipped_recovery", 60]]);
    expect(explain(WELL, BAD, true)).toEqual([["soft_states", 60]]);
  });

  test("what the report assumes of objects before their first line and their first check", () => {
    expect(explain({ results: [[30, "ok"]] }, WELL)).toEqual([["before_first_line", 30]]);
    expect(explain({ results: [[0, "pending"]] }, WELL)).toEqual([["never_checked", 100]]);
  });

  test("stops of Nagios, real or not, and what the report does not assume after a start", () => {
    const stop = (value: number): Parts => ({
      results: [
        [0, "ok"],
        [10, "pending"],
        [30, "ok"],
      ],
      stops: [
        [10, value],
        [20, STOP.none],
      ],
    });
    expect(explain(WELL, stop(STOP.stopped))).toEqual([
      ["not_running", 10],
      ["unknown_after_start", 10],
    ]);
    expect(explain(WELL, stop(STOP.mistaken))).toEqual([
      ["program_words", 10],
      ["unknown_after_start", 10],
    ]);
  });

  test("a downtime of which no line says that it ended", () => {
    const endsUnseen = { ...WELL, downtimes: [[10, 1] as const, [30, 0] as const] };
    expect(explain(endsUnseen, { ...WELL, downtimes: [[10, 1]] })).toEqual([["downtime_unseen_end", 70]]);
  });
});

test("how a report divides downtime is not held against it", () => {
  const account = makeAccount({ ...WELL, downtimes: [[50, 1]] });
  const report = countAccount(makeAccount(WELL), WINDOW);
  const comparison = compareWithReport({ key: "a", ours: account, replay: account, report }, false, WINDOW);
  expect([comparison.verdict, [...comparison.reasons]]).toEqual(["explained", [["downtime_split", 50]]]);
});

test("a report that says neither what we say nor what the log makes of it is not explained", () => {
  const report = countAccount(makeAccount({ results: [[0, "warning"]] }), WINDOW);
  const object = { key: "a", ours: makeAccount(WELL), replay: makeAccount(BAD), report };
  expect(compareWithReport(object, false, WINDOW).verdict).toBe("unexplained");
});
