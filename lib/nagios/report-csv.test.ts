import { expect, test } from "vitest";
import { readReport } from "./report-csv";

const HEADER =
  "HOST_NAME, TIME_UP_SCHEDULED, TIME_UP_UNSCHEDULED, TIME_DOWN_SCHEDULED, TIME_DOWN_UNSCHEDULED, TIME_UNREACHABLE_SCHEDULED, TIME_UNREACHABLE_UNSCHEDULED, TIME_UNDETERMINED_NOT_RUNNING, TIME_UNDETERMINED_NO_DATA";
const SERVICE_HEADER =
  "HOST_NAME, SERVICE_DESCRIPTION, TIME_OK_SCHEDULED, PERCENT_TIME_OK_SCHEDULED, TIME_OK_UNSCHEDULED, TIME_UNDETERMINED_NOT_RUNNING, TIME_UNDETERMINED_NO_DATA";

function read(...lines: string[]) {
  const reading = readReport(lines.map((line) => `${line}\r\n`).join(""));
  return reading.kind === "report" ? [...reading.rows] : reading.reason;
}

test("a report on hosts is read by its header", () => {
  expect(read(HEADER, '"web, 1", 1, 2, 3, 4, 5, 6, 7, 8')).toEqual([
    [
      "web, 1",
      {
        unscheduled: expect.objectContaining({ up: 2, down: 4, unreachable: 6 }),
        scheduled: expect.objectContaining({ up: 1, down: 3, unreachable: 5 }),
        notRunning: 7,
        noData: 8,
      },
    ],
  ]);
});

test("a report on services is read by its header, names in whatever bytes and with quotes of their own", () => {
  const utf8 = Buffer.from("Büro", "utf8").toString("latin1");
  const rows = read(SERVICE_HEADER, `"${utf8}", "the "big", bad one", 1, 0.5%, 2, 0, 0`);
  expect(rows).toMatchObject([['Büro;the "big", bad one', { scheduled: { ok: 1 }, unscheduled: { ok: 2 } }]]);
});

test("seconds below zero are what Nagios meant by twenty digits", () => {
  expect(read(SERVICE_HEADER, '"a", "b", 120, 0.0%, 18446744073709551541, 0, 0')).toMatchObject([
    ["a;b", { scheduled: { ok: 120 }, unscheduled: { ok: -75 } }],
  ]);
});

test.each([
  ["its first line is not the header", ["<html>"]],
  ["its first line is not the header", []],
  ["line 2 does not have the header's columns", [HEADER, '"a", 1, 2']],
  ["line 3 does not have the header's columns", [HEADER, '"a", 1, 2, 3, 4, 5, 6, 7, 8', "Average, 1"]],
  ["it has no rows", [HEADER]],
])("what is no report is refused: %s", (reason, lines) => {
  expect(read(...lines)).toContain(reason);
});
