import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { encodeState } from "@/lib/domain/object-history";
import { type Account, compareWithReport, countAccount, type ReportSeconds } from "@/lib/domain/report-difference";
import { type ObjectKey, objectKey } from "@/lib/domain/snapshot";
import { SECOND_MS } from "@/lib/domain/time";
import { HISTORY_90D, HISTORY_BERLIN, readLogs, readPackedJson, scanLogs } from "@/tests/fixtures/nagios/read-history";
import type { LogEvent } from "./log-event";
import { createMarkReader } from "./log-marks";
import { createOwnAccounts } from "./own-accounts";
import { createReplay } from "./replay-availability";

type Kind = "hosts" | "services";
/** Seconds by state outside of downtime and within, and those without a state: not running, no data. */
type Row = [unscheduled: number[], scheduled: number[], none: [notRunning: number, noData: number]];

interface Day {
  t1: number;
  t2: number;
}
interface RuleDays {
  /** Null for objects that were never checked. */
  days: (Day & Record<Kind, (Row | null)[]>)[];
  names: Record<Kind, ObjectKey[]>;
}
interface ReportDays {
  days: (Day & Record<`csv_${Kind}`, Row[]>)[];
  names: Record<Kind, ObjectKey[]>;
}
interface Truth {
  gaps: [stop: number, start: number, kind: string][];
  objects: { host: string; service: string | null; segments: [start: number, ...rest: unknown[]][] }[];
}
interface ObjectDay extends Day {
  key: ObjectKey;
  kind: Kind;
  row: Row | null;
}

const STATES = { hosts: ["up", "down", "unreachable"], services: ["ok", "warning", "critical", "unknown"] } as const;

function toRow(seconds: ReportSeconds, kind: Kind): Row {
  const list = (part: ReportSeconds["scheduled"]) => STATES[kind].map((state) => part[state]);
  return [list(seconds.unscheduled), list(seconds.scheduled), [seconds.notRunning, seconds.noData]];
}

function fromRow([unscheduled, scheduled, [notRunning, noData]]: Row, kind: Kind): ReportSeconds {
  const fill = (counts: number[]) => {
    const seconds = { up: 0, down: 0, unreachable: 0, ok: 0, warning: 0, critical: 0, unknown: 0 };
    for (const [index, state] of STATES[kind].entries()) seconds[state] = counts[index] ?? 0;
    return seconds;
  };
  return { unscheduled: fill(unscheduled), scheduled: fill(scheduled), notRunning, noData };
}

function toWindow({ t1, t2 }: Day) {
  return { from: t1 * SECOND_MS, to: t2 * SECOND_MS };
}

/** When each object was checked for the first time. No line of the log says it; whoever polls then sees it. */
function readFirstChecks(folder: string): Map<ObjectKey, number> {
  const { objects } = readPackedJson<Truth>(folder, "truth.json.gz");
  return new Map(
    objects.flatMap(({ host, service, segments: [first] }) =>
      first === undefined ? [] : [[objectKey(host, service), first[0] * SECOND_MS]],
    ),
  );
}

/** What we hold of every object: the log, and the first checks where they are told. */
function readOurAccounts(events: readonly LogEvent[], firstChecks: ReadonlyMap<ObjectKey, number>) {
  const { enter, accountOf } = createOwnAccounts();
  const marks = createMarkReader(enter);
  for (const event of events) marks.take(event);
  for (const [key, at] of firstChecks) {
    enter({ key, track: "state", at, value: encodeState(key.includes(";") ? "ok" : "up", true) });
  }
  return accountOf;
}

function listRuleDays(folder: string): ObjectDay[] {
  const { days, names } = readPackedJson<RuleDays>(folder, "oracle/perday-rule.json.gz");
  return (["hosts", "services"] as const).flatMap((kind) =>
    days.flatMap(({ t1, t2, [kind]: rows }) =>
      names[kind].map((key, index) => ({ key, kind, t1, t2, row: rows[index] ?? null })),
    ),
  );
}

function listReportDays(mode: "default" | "soft"): (ObjectDay & { row: Row })[] {
  const { days, names } = readPackedJson<ReportDays>(HISTORY_90D, `oracle/perday-${mode}.json.gz`);
  return (["hosts", "services"] as const).flatMap((kind) =>
    days.flatMap((day) =>
      names[kind].map((key, index) => {
        const row = day[`csv_${kind}`][index];
        if (row === undefined) throw new Error(`no row of ${key}`);
        return { key, kind, t1: day.t1, t2: day.t2, row };
      }),
    ),
  );
}

/** The object-days on which an account and an answer differ. */
function findDifferences<T extends ObjectDay>(days: readonly T[], accountOf: (key: ObjectKey) => Account): T[] {
  return days.filter((day) => {
    const row = toRow(countAccount(accountOf(day.key), toWindow(day)), day.kind);
    const states = STATES[day.kind].map(() => 0);
    const wanted: Row = day.row ?? [states, states, [0, day.t2 - day.t1]];
    return JSON.stringify(row) !== JSON.stringify(wanted);
  });
}

const HISTORIES = [
  // 74 objects on 91 days, 273 of the object-days of objects that were never checked.
  { name: "ninety days", folder: HISTORY_90D, checked: 6370, never: 273, firstDays: 70 },
  {
    name: "two weeks in Berlin, over the end of summer time",
    folder: HISTORY_BERLIN,
    checked: 1050,
    never: 45,
    firstDays: 70,
  },
];

describe.each(HISTORIES)("our rule over $name", ({ folder, checked, never, firstDays }) => {
  const events = scanLogs(readLogs(folder));
  const firstChecks = readFirstChecks(folder);
  const days = listRuleDays(folder);

  test("is what happened, to the second, for every object and day", () => {
    expect(days.filter(({ row }) => row !== null).length).toBe(checked);
    expect(days.filter(({ row }) => row === null).length).toBe(never);
    expect(findDifferences(days, readOurAccounts(events, firstChecks))).toEqual([]);
  });

  test("is the same when the logs are read once more", () => {
    const once = readOurAccounts(events, new Map());
    const twice = readOurAccounts([...events, ...events], new Map());
    for (const { key } of days) {
      const tell = ({ results, downtimes }: Account) => [results, ...downtimes].map(({ ats, values }) => [ats, values]);
      if (JSON.stringify(tell(twice(key))) !== JSON.stringify(tell(once(key))))
        expect.soft(tell(twice(key)), key).toEqual(tell(once(key)));
    }
  });

  test("from logs alone differs on the day of an object's first check, and there in no data alone", () => {
    const accountOf = readOurAccounts(events, new Map());
    const differing = findDifferences(days, accountOf);
    expect(differing.length).toBe(firstDays);
    for (const day of differing) {
      const firstAt = (firstChecks.get(day.key) ?? 0) / SECOND_MS;
      expect(firstAt >= day.t1 && firstAt < day.t2, day.key).toBe(true);
      const [unscheduled, , [, noData]] = toRow(countAccount(accountOf(day.key), toWindow(day)), day.kind);
      const [wanted = [], , [, wantedNoData = 0] = []] = day.row ?? [];
      expect(unscheduled.slice(1)).toEqual(wanted.slice(1));
      expect((unscheduled[0] ?? 0) + noData).toBe((wanted[0] ?? 0) + wantedNoData);
      expect(noData).toBeGreaterThan(wantedNoData);
    }
  });
});

describe("ninety days of Nagios' own reports", () => {
  const events = scanLogs(readLogs(HISTORY_90D));

  test.each([
    { mode: "soft", softStates: true },
    { mode: "default", softStates: false },
  ] as const)("with the option $mode are the replay of all lines, for every object and day", ({ mode, softStates }) => {
    const replay = createReplay({ softStates, assumeRunning: true, assumeStates: true });
    for (const event of events) replay.take(event);
    const days = listReportDays(mode);
    expect(days.length).toBe(73 * 91);
    // A service that was born on 19 October: on two of the Sundays before, the report leaves out its host's downtime.
    const differing = findDifferences(days, replay.accountOf);
    expect(
      differing.map(({ key, t1, row }) => [key, new Date(t1 * SECOND_MS).toISOString().slice(0, 10), row]),
    ).toEqual([
      [
        "wifi-ap-07;Clients",
        "2026-08-30",
        [
          [86_400, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0],
        ],
      ],
      [
        "wifi-ap-07;Clients",
        "2026-10-18",
        [
          [86_400, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0],
        ],
      ],
    ]);
  });

  test.each([
    {
      mode: "default",
      softStates: false,
      counts: {
        equal: 5891,
        "explained skipped_recovery": 298,
        "explained before_first_line": 182,
        "explained before_first_line downtime_split": 2,
        "explained never_checked": 270,
      },
    },
    {
      mode: "soft",
      softStates: true,
      counts: {
        equal: 5451,
        "explained soft_states": 738,
        "explained before_first_line soft_states": 2,
        "explained before_first_line": 180,
        "explained before_first_line downtime_split": 2,
        "explained never_checked": 270,
      },
    },
  ] as const)("with the option $mode differ from our rule where the report's known faults explain it", (one) => {
    const replay = createReplay({ softStates: one.softStates, assumeRunning: true, assumeStates: true });
    for (const event of events) replay.take(event);
    const accountOf = readOurAccounts(events, readFirstChecks(HISTORY_90D));
    const counts: Record<string, number> = {};
    for (const day of listReportDays(one.mode)) {
      const accounts = { ours: accountOf(day.key), replay: replay.accountOf(day.key) };
      const object = { key: day.key, report: fromRow(day.row, day.kind), ...accounts };
      const { verdict, reasons } = compareWithReport(object, one.softStates, toWindow(day));
      const name = [verdict, ...reasons.keys()].join(" ");
      counts[name] = (counts[name] ?? 0) + 1;
    }
    expect(counts).toEqual(one.counts);
  });
});

test("the logs hold what is hard: an archive that is missing, a crash without a word, objects born on the way", () => {
  const { gaps, objects } = readPackedJson<Truth>(HISTORY_90D, "truth.json.gz");
  const archives = readdirSync(`${HISTORY_90D}/archives`);
  expect(archives).toContain("nagios-10-06-2026-00.log.gz");
  expect(archives).not.toContain("nagios-10-07-2026-00.log.gz");
  expect(gaps.map(([, , kind]) => kind)).toEqual(["restart", "stop", "over-midnight", "crash", "restart"]);
  const born = objects.filter(({ segments: [first] }) => first !== undefined && first[0] > 1787616000);
  expect(born.map(({ host, service }) => objectKey(host, service))).toEqual([
    "vpn.example.com;PING",
    "wifi-ap-07;Clients",
  ]);
});
