import { expect, test } from "vitest";
import type { ObjectComparison, ReportSeconds } from "@/lib/domain/report-difference";
import { describeComparison } from "./compare-availability";

const NONE = { up: 0, down: 0, unreachable: 0, ok: 0, warning: 0, critical: 0, unknown: 0 };
const OPTIONS = { softStates: false, assumeRunning: true, assumeStates: true };
const WINDOW = { from: 0, to: 100_000 };

function count(seconds: Partial<ReportSeconds>): ReportSeconds {
  return { unscheduled: NONE, scheduled: NONE, noData: 0, notRunning: 0, ...seconds };
}

test("a comparison says each object, why it differs, and the sums", () => {
  const well = count({ unscheduled: { ...NONE, ok: 90 }, scheduled: { ...NONE, ok: 10 } });
  const bad = count({ unscheduled: { ...NONE, ok: 40, critical: 50 }, noData: 3, notRunning: 7 });
  const objects: ObjectComparison[] = [
    { key: "web", verdict: "equal", ours: well, report: well, reasons: new Map() },
    { key: "web;HTTPS", verdict: "explained", ours: well, report: bad, reasons: new Map([["skipped_recovery", 50]]) },
    { key: "web;PING", verdict: "unexplained", ours: well, report: bad, reasons: new Map() },
  ];
  expect(describeComparison({ options: OPTIONS, objects }, WINDOW)).toEqual([
    "From 1970-01-01T00:00:00.000Z to 1970-01-01T00:01:40.000Z. The report leaves soft states out, lets states go on while Nagios does not run, assumes states after a start.",
    "web: equal  (ok 100 s (10 s of it in downtime))",
    "web / HTTPS: different, explained",
    "  ours    ok 100 s (10 s of it in downtime)",
    "  report  ok 40 s, critical 50 s, no data 3 s, not running 7 s",
    "  50 s: the report skips a soft recovery and counts the problem on",
    "web / PING: different, NOT explained: do the logs reach back far enough, and is it the report's window?",
    "  ours    ok 100 s (10 s of it in downtime)",
    "  report  ok 40 s, critical 50 s, no data 3 s, not running 7 s",
    "",
    "3 objects: 1 equal, 1 different and explained, 1 not explained.",
    "  1 object, 50 s: the report skips a soft recovery and counts the problem on",
  ]);
});

test("the report's own options are said", () => {
  const options = { softStates: true, assumeRunning: false, assumeStates: false };
  expect(describeComparison({ options, objects: [] }, WINDOW)[0]).toContain(
    "The report includes soft states, counts apart when Nagios does not run, assumes no states after a start.",
  );
});
