import { basename, join } from "node:path";
import type { EpochMs } from "@/lib/domain/time";
import { isArchiveName, listArchiveNames } from "@/lib/nagios/archive-names";
import { type CarefulFiles, explainFileFault, type FileFault } from "./careful-files";
import { openLogFile, readFirstTime } from "./log-file";

/** Where the logs are. */
export interface LogPlaces {
  logPath: string;
  /** Folder of the archives; null when nobody named it. */
  archivePath: string | null;
}

/** A log or archive that holds lines of a span of time. */
export interface FoundLog {
  path: string;
  id: string;
  bytes: number;
  /** Time of its first line. */
  firstAt: EpochMs;
}

export interface FoundLogs {
  /** By the times of their first lines: names sort wrong, and copies bear any. */
  logs: FoundLog[];
  /** What could not be read, as sentences. */
  faults: string[];
}

/**
 * The logs that hold what was written since an instant, oldest first. Where the archives' folder may not be listed, every name
 * that an archive can have is tried.
 */
export async function listLogs(
  files: CarefulFiles,
  { logPath, archivePath }: LogPlaces,
  span: { from: EpochMs; to: EpochMs },
): Promise<FoundLogs> {
  const listed = await listArchives(files, basename(logPath), archivePath, span);
  const found = new Map<string, FoundLog>();
  const faults = listed.fault === null ? [] : [listed.fault];
  for (const path of [...listed.paths, logPath]) {
    const looked = await look(files, path);
    if (looked.kind === "log" && !found.has(looked.log.id)) found.set(looked.log.id, looked.log);
    const isGone = looked.kind === "unavailable" && looked.code === "source_missing";
    if (looked.kind === "unavailable" && !isGone) faults.push(`${path} ${looked.message}`);
  }
  const logs = [...found.values()].sort((a, b) => a.firstAt - b.firstAt);
  // A log ends where the next one begins, so that what ended before the span is known without being read.
  const first = logs.findLastIndex(({ firstAt }) => firstAt <= span.from);
  return { logs: logs.slice(Math.max(0, first)), faults };
}

async function listArchives(
  files: CarefulFiles,
  logName: string,
  folder: string | null,
  { from, to }: { from: EpochMs; to: EpochMs },
): Promise<{ paths: string[]; fault: string | null }> {
  if (folder === null) return { paths: [], fault: null };
  try {
    const names = (await files.list(folder)).filter((name) => isArchiveName(name, logName));
    const plain = new Set(names);
    const paths = names.filter((name) => !(name.endsWith(".gz") && plain.has(name.slice(0, -3))));
    return { paths: paths.map((name) => join(folder, name)), fault: null };
  } catch (error) {
    const { code, message } = explainFileFault(error);
    if (code === "source_missing") return { paths: [], fault: null };
    if (code !== "source_unreadable") return { paths: [], fault: `${folder} ${message}` };
    return { paths: listArchiveNames(logName, from, to).map((name) => join(folder, name)), fault: null };
  }
}

type Looked = { kind: "log"; log: FoundLog } | { kind: "empty" } | FileFault;

async function look(files: CarefulFiles, path: string): Promise<Looked> {
  const log = await openLogFile(files, path);
  if (log.kind === "unavailable") return log;
  try {
    const firstAt = await readFirstTime(log);
    if (firstAt === null) return { kind: "empty" };
    return { kind: "log", log: { path, id: log.id, bytes: log.bytes, firstAt } };
  } catch (error) {
    return explainFileFault(error);
  } finally {
    log.close();
  }
}
