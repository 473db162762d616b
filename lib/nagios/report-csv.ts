import type { ResultSeconds } from "@/lib/domain/object-seconds";
import type { ReportSeconds } from "@/lib/domain/report-difference";
import { type ObjectKey, objectKey } from "@/lib/domain/snapshot";
import { decodeValue } from "./decode-value";

/** What `avail.cgi?csvoutput` answered about hosts or services. */
export type ReportReading =
  | { kind: "report"; rows: ReadonlyMap<ObjectKey, ReportSeconds> }
  | { kind: "unreadable"; reason: string };

const HOST_RESULTS = ["up", "down", "unreachable"] as const;
const SERVICE_RESULTS = ["ok", "warning", "unknown", "critical"] as const;
/** Names stand in quotes that nothing escapes: the last quote before the numbers ends them. */
const HOST_ROW = /^"(.*)", (-?\d.*)$/;
const SERVICE_ROW = /^"(.*?)", "(.*)", (-?\d.*)$/;

/** Reads a report as latin-1 text; the header tells hosts from services and where each figure stands. */
export function readReport(latin1Text: string): ReportReading {
  const [header = "", ...lines] = latin1Text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const columns = header.split(",").map((column) => column.trim());
  const isService = columns[1] === "SERVICE_DESCRIPTION";
  if (columns[0] !== "HOST_NAME" || !columns.includes("TIME_UNDETERMINED_NO_DATA")) {
    return { kind: "unreadable", reason: "its first line is not the header of avail.cgi's CSV for hosts or services" };
  }
  const rows = new Map<ObjectKey, ReportSeconds>();
  for (const [index, line] of lines.entries()) {
    const row = readRow(line, columns, isService);
    if (row === null) return { kind: "unreadable", reason: `line ${index + 2} does not have the header's columns` };
    rows.set(row.key, row.seconds);
  }
  return rows.size === 0 ? { kind: "unreadable", reason: "it has no rows" } : { kind: "report", rows };
}

function readRow(
  line: string,
  columns: readonly string[],
  isService: boolean,
): { key: ObjectKey; seconds: ReportSeconds } | null {
  const [, host = "", ...rest] = (isService ? SERVICE_ROW : HOST_ROW).exec(line) ?? [];
  const figures = rest.at(-1)?.split(",") ?? [];
  const names = isService ? 2 : 1;
  if (figures.length !== columns.length - names) return null;
  const read = (column: string) => readSeconds(figures[columns.indexOf(column) - names] ?? "0");
  const key = objectKey(decodeValue(host), isService ? decodeValue(rest[0] ?? "") : null);
  const results = isService ? SERVICE_RESULTS : HOST_RESULTS;
  const count = (type: string): ResultSeconds => {
    const seconds = { up: 0, down: 0, unreachable: 0, ok: 0, warning: 0, critical: 0, unknown: 0 };
    for (const result of results) seconds[result] = read(`TIME_${result.toUpperCase()}_${type}`);
    return seconds;
  };
  const notRunning = read("TIME_UNDETERMINED_NOT_RUNNING");
  const noData = read("TIME_UNDETERMINED_NO_DATA");
  return { key, seconds: { unscheduled: count("UNSCHEDULED"), scheduled: count("SCHEDULED"), noData, notRunning } };
}

/** Where Nagios divides downtime wrongly it prints negative numbers as 64 bits without a sign. */
function readSeconds(text: string): number {
  const digits = text.trim();
  return /^\d+$/.test(digits) ? Number(BigInt.asIntN(64, BigInt(digits))) : Number.NaN;
}
