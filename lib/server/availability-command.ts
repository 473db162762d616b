import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Config } from "@/lib/config/config";
import type { Window } from "@/lib/domain/availability";
import type { ReportSeconds } from "@/lib/domain/report-difference";
import { DAY_MS, type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { createLogComparer } from "@/lib/nagios/report-comparison";
import { readReport } from "@/lib/nagios/report-csv";
import { systemClock } from "@/lib/platform/clock";
import { describeComparison } from "@/lib/view/compare-availability";
import { fileAccess } from "./file-access";
import { locateNagios } from "./locate-nagios";
import { findLogs, type LogPlace, readLines } from "./read-logs";

const USAGE =
  "Usage: vitrine availability --compare avail.csv --from TIME [--to TIME]\n\nTIME is epoch seconds (t1 and t2 in the report's address) or RFC 3339, as 2026-05-12T00:00:00+02:00.";

/**
 * `vitrine availability --compare`: holds a CSV of avail.cgi (hosts or services) against what we make of the same logs,
 * and prints each object with the reason of every difference. Answers whether every difference is explained.
 */
export async function compareAvailability(config: Pick<Config, "nagios">, words: readonly string[]): Promise<boolean> {
  try {
    const { file, from, to } = readWords(words);
    const rows = await readRows(file);
    const window = findWindow(rows, from, to);
    const comparer = createLogComparer(rows);
    const notAfter = systemClock.now() + DAY_MS;
    for (const path of await findLogs(await findPlace(config), window)) {
      const push = comparer.readLog(notAfter);
      for await (const lines of readLines(path)) push(lines);
    }
    const comparison = comparer.compare(window);
    console.log(describeComparison(comparison, window).join("\n"));
    return comparison.objects.every(({ verdict }) => verdict !== "unexplained");
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return false;
  }
}

function readWords(words: readonly string[]): { file: string; from: EpochMs; to: EpochMs | null } {
  const options = { compare: { type: "string" }, from: { type: "string" }, to: { type: "string" } } as const;
  try {
    const { compare, from, to } = parseArgs({ args: [...words], options }).values;
    if (compare === undefined || from === undefined) throw new Error("--compare and --from are needed.");
    return { file: compare, from: readTime("--from", from), to: to === undefined ? null : readTime("--to", to) };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function readTime(option: string, text: string): EpochMs {
  if (/^\d{1,11}$/.test(text)) return Number(text) * SECOND_MS;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`${option} is no time: ${text}`);
  return at;
}

async function readRows(file: string): Promise<ReadonlyMap<string, ReportSeconds>> {
  const reading = readReport(await readFile(file, "latin1"));
  if (reading.kind === "report") return reading.rows;
  throw new Error(
    `${file} cannot be compared: ${reading.reason}. Ask avail.cgi with host=all or service=all, csvoutput= and showscheduleddowntime=yes.`,
  );
}

/** Each row adds up to the time that the report covers: it ends there, or when it was made. */
function findWindow(rows: ReadonlyMap<string, ReportSeconds>, from: EpochMs, to: EpochMs | null): Window {
  const lengths = new Set([...rows.values()].map(addUp));
  const [length = 0] = lengths;
  if (lengths.size > 1) throw new Error("The report's rows do not cover the same time: it is damaged.");
  const end = from + length * SECOND_MS;
  if (to === null || end <= to) return { from, to: end };
  throw new Error(
    `The report covers ${length} s, more than there are from --from to --to: name the t1 and t2 with which it was made.`,
  );
}

function addUp({ unscheduled, scheduled, noData, notRunning }: ReportSeconds): number {
  const counts = [...Object.values(unscheduled), ...Object.values(scheduled), noData, notRunning];
  return counts.reduce((a, b) => a + b, 0);
}

async function findPlace(config: Pick<Config, "nagios">): Promise<LogPlace> {
  const located = await locateNagios({ config, ...fileAccess });
  if (located.kind === "broken") throw new Error(located.reason);
  if (located.kind === "none") {
    throw new Error("Nagios' log is not known: name it with nagios.log_path, or nagios.cfg with nagios.config_path.");
  }
  return { logPath: located.logPath, archivePath: located.archivePath };
}
