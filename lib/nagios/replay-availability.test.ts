import { describe, expect, test } from "vitest";
import { countAccount, hasSameTotals } from "@/lib/domain/report-difference";
import { SECOND_MS } from "@/lib/domain/time";
import { readLogs, readPacked, readPackedJson } from "@/tests/fixtures/nagios/read-history";
import { createLogScanner } from "./log-scanner";
import { createReplay, type Replay, type ReplayOptions } from "./replay-availability";
import { readReport } from "./report-csv";
import { scanAsReport } from "./report-programs";

const DEFAULTS: ReplayOptions = { softStates: false, assumeRunning: true, assumeStates: true };

function replayLogs(logs: readonly string[], options: ReplayOptions, notAfter = Number.POSITIVE_INFINITY): Replay {
  const replay = createReplay(options);
  for (const log of logs) {
    const scanner = createLogScanner({ wanted: null, notAfter }, replay.take);
    scanAsReport(log, scanner, (program) => program.at <= notAfter && replay.takeProgram(program));
  }
  return replay;
}

/** What the replay of some lines holds of `a;b` in the hundred seconds from 1,000 s on. */
function replayLines(
  lines: readonly (readonly [seconds: number, text: string])[],
  options: Partial<ReplayOptions> = {},
) {
  const log = lines.map(([seconds, text]) => `[${seconds}] ${text}\n`).join("");
  const account = replayLogs([log], { ...DEFAULTS, ...options }).accountOf("a;b");
  const { unscheduled, scheduled, noData, notRunning } = countAccount(account, { from: 1_000_000, to: 1_100_000 });
  return { ok: unscheduled.ok, critical: unscheduled.critical, scheduled: scheduled.critical, noData, notRunning };
}

describe("as avail.cgi counts", () => {
  const recovers = [
    [1010, "SERVICE ALERT: a;b;CRITICAL;HARD;1;x"],
    [1020, "SERVICE ALERT: a;b;OK;SOFT;1;x"],
  ] as const;

  test("a soft recovery is skipped, unless soft states are included", () => {
    expect(replayLines(recovers)).toMatchObject({ ok: 10, critical: 90 });
    expect(replayLines(recovers, { softStates: true })).toMatchObject({ ok: 90, critical: 10 });
  });

  test("an object is well before its first line and while it was never checked", () => {
    expect(replayLines([[1050, "CURRENT SERVICE STATE: a;b;OK;HARD;1;"]])).toMatchObject({ ok: 100, noData: 0 });
  });

  test("the host's downtime is the service's as well", () => {
    const downtime = [1050, "HOST DOWNTIME ALERT: a;STARTED; Host has entered a period of scheduled downtime"] as const;
    expect(replayLines([recovers[0], downtime])).toMatchObject({ critical: 40, scheduled: 50 });
  });

  const stops = [
    [1030, "Caught SIGTERM, shutting down..."],
    [1060, "Nagios 4.4.6 starting... (PID=1)"],
  ] as const;

  test("the state goes on while Nagios does not run, unless that is counted apart", () => {
    expect(replayLines([recovers[0], ...stops])).toMatchObject({ ok: 10, critical: 90 });
    const counted = { ok: 10, critical: 60, notRunning: 30 };
    expect(replayLines([recovers[0], ...stops], { assumeRunning: false })).toMatchObject(counted);
  });

  test("nothing is known after a start where no state is assumed", () => {
    const seconds = replayLines([recovers[0], ...stops], { assumeRunning: false, assumeStates: false });
    expect(seconds).toMatchObject({ ok: 10, critical: 20, notRunning: 30, noData: 40 });
  });

  test("words in a plugin's output stop Nagios", () => {
    const lines = [[1030, "SERVICE ALERT: a;other;CRITICAL;SOFT;1;is shutting down... now"]] as const;
    expect(replayLines(lines, { assumeRunning: false })).toMatchObject({ ok: 30, notRunning: 70 });
  });
});

/** Of twelve minutes with an hourly rotation, a reload, a stop, a crash, and an output that imitates other lines. */
const MOMENTS = [
  { snapshot: "s06c-after-rotation", clock: 1795456808, createdAt: 1795456807, rows: 1314, divided: 52 },
  { snapshot: "s15-final", clock: 1795457221, createdAt: 1795457220, rows: 1314, divided: 24 },
];
const OPTIONS: Record<string, ReplayOptions> = {
  hard: DEFAULTS,
  soft: { ...DEFAULTS, softStates: true },
  "notrunning-counted": { ...DEFAULTS, assumeRunning: false },
  noassume: { softStates: false, assumeRunning: false, assumeStates: false },
  "soft-noassume": { softStates: true, assumeRunning: false, assumeStates: false },
};

/** The windows for which there are reports with an option; a report ends when it was made. */
function listWindows({ clock, createdAt }: (typeof MOMENTS)[number], option: string) {
  const always = [
    ["run", 1795456500, createdAt],
    ["middle", 1795456700, Math.min(1795456960, clock)],
    ["before", 1795454700, 1795456800],
  ] as const;
  const seldom = [
    ["early", 1795456560, 1795456740],
    ["last5", createdAt - 300, createdAt],
    ["future", createdAt - 120, clock],
  ] as const;
  return [...always, ...(option === "hard" ? seldom : [])].map(([name, from, to]) => ({
    name,
    window: { from: from * SECOND_MS, to: to * SECOND_MS },
  }));
}

describe("the reports of a real Nagios", () => {
  test.each(MOMENTS)("of $snapshot say what the replay says, for every window and option", (moment) => {
    const folder = `tests/fixtures/nagios/snapshots/${moment.snapshot}`;
    const logs = readLogs(folder);
    const found = { rows: 0, divided: 0 };
    for (const [option, options] of Object.entries(OPTIONS)) {
      const replay = replayLogs(logs, options, moment.clock * SECOND_MS);
      for (const { name, window } of listWindows(moment, option)) {
        for (const kind of ["host", "service"]) {
          const file = `avail-${name}-${option}-${kind}.csv.gz`;
          for (const [key, report] of readRows(folder, file)) {
            const replayed = countAccount(replay.accountOf(key), window);
            expect(hasSameTotals(replayed, report), `${file} ${key}`).toBe(true);
            found.rows += 1;
            if (JSON.stringify(replayed.scheduled) !== JSON.stringify(report.scheduled)) found.divided += 1;
          }
        }
      }
    }
    // In some rows avail.cgi divides a state's seconds into downtime and not wrongly, down to negative ones.
    expect(found).toEqual({ rows: moment.rows, divided: moment.divided });
  });

  test.each(MOMENTS)(
    "in JSON of $snapshot have the same states where the window begins before Nagios did",
    (moment) => {
      const folder = `tests/fixtures/nagios/snapshots/${moment.snapshot}`;
      let rows = 0;
      for (const option of ["hard", "soft"]) {
        const replay = replayLogs(readLogs(folder), OPTIONS[option] ?? DEFAULTS, moment.clock * SECOND_MS);
        for (const { name, window } of listWindows(moment, option).filter((one) => /run|before/.test(one.name))) {
          const file = `oracle/availability-${name}-${option}-services.json.gz`;
          for (const row of readPackedJson<JsonReport>(folder, file).data.services) {
            const key = `${row.host_name};${row.description}`;
            const { unscheduled, scheduled } = countAccount(replay.accountOf(key), window);
            for (const result of ["ok", "warning", "critical", "unknown"] as const) {
              const reported = Number(row[`time_${result}`]) + Number(row[`scheduled_time_${result}`]);
              expect(unscheduled[result] + scheduled[result], `${file} ${key} ${result}`).toBe(reported);
            }
            rows += 1;
          }
        }
      }
      expect(rows).toBe(4 * 58);
    },
  );
});

interface JsonReport {
  data: { services: Record<string, string | number>[] };
}

function readRows(folder: string, file: string) {
  const reading = readReport(readPacked(folder, `oracle/${file}`));
  if (reading.kind === "unreadable") throw new Error(`${file}: ${reading.reason}`);
  return reading.rows;
}
