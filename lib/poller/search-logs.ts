import { type HistoryMark, SOURCE } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { createMarkReader, type MarkReader } from "@/lib/nagios/log-marks";
import type { WantedNames } from "@/lib/nagios/log-names";
import { createLogScanner, type LogFacts } from "@/lib/nagios/log-scanner";
import { type CarefulFiles, explainFileFault, type FileFault } from "./careful-files";
import { type FoundLog, type LogPlaces, listLogs } from "./list-logs";
import { type LogFile, openLogFile, readUnpacked } from "./log-file";

export interface SearchInput {
  places: LogPlaces;
  wanted: WantedNames;
  /** How far back. */
  since: EpochMs;
  /** Everything before this is done already. */
  through: EpochMs;
  /** Lines of a later time are not believed. */
  notAfter: EpochMs;
  onMark: (mark: HistoryMark) => void;
  /** Hears after each file up to where everything is done. */
  onFile: (through: EpochMs) => Promise<void>;
  /** Called between pieces: others have their turn, and what was found may be written. */
  breathe: () => Promise<void>;
  isWanted: () => boolean;
}

export interface SearchProgress {
  files: number;
  filesDone: number;
  bytes: number;
  bytesDone: number;
  lines: number;
}

export interface SearchResult {
  /** False when it was stopped before its end. */
  isWhole: boolean;
  /** Since when there are logs; null when there are none. */
  firstAt: EpochMs | null;
  /** Whether a log holds the instant that the search began with: nothing is missing after it. */
  holdsBegin: boolean;
  /** Downtimes that the logs leave open: see `MarkReader`. */
  doubtful: ReadonlyMap<ObjectKey, EpochMs>;
  /** What could not be read, as sentences. */
  faults: readonly string[];
}

/**
 * In parts of the time between two rotations. None is so far from the next, unless an archive is missing between them (a
 * day may have 25 hours), and the log before was not silent for so long: Nagios' own lines come each hour.
 */
const MISSING_AFTER = 25 / 24;
const SILENT = 20 / 24;
/** So many logs tell how often they are rotated; fewer do not. */
const TELLING_LOGS = 5;

/**
 * Reads logs and archives in the order of their lines, piece by piece, as far back as was asked for. What is rotated
 * meanwhile is read as well. Observations are the same however often they come, so it can be repeated.
 */
export async function searchLogs(
  files: CarefulFiles,
  input: SearchInput,
  progress: SearchProgress,
): Promise<SearchResult> {
  const reader = createMarkReader(input.onMark);
  const done = new Set<string>();
  const faults = new Set<string>();
  let through = Math.max(input.since, input.through);
  let firstAt: EpochMs | null = null;
  let holdsBegin = false;
  let periodMs = DAY_MS;
  let before: Ended | null = null;

  async function takeLog(log: FoundLog, next: FoundLog | undefined): Promise<void> {
    const found = await openLogFile(files, log.path);
    if (found.kind === "unavailable" || found.id !== log.id) {
      if (found.kind === "open") found.close();
      else if (found.code !== "source_missing") giveUp(log, found);
      return;
    }
    firstAt ??= log.firstAt;
    markBegin(log, before, periodMs, input.onMark);
    const scanned = await scanLog(found, reader, input, progress);
    if (scanned.fault !== null) giveUp(log, scanned.fault);
    done.add(log.id);
    progress.filesDone += 1;
    before = { firstAt: log.firstAt, lastAt: scanned.facts.lastAt ?? log.firstAt };
    holdsBegin ||= before.firstAt <= input.since && before.lastAt >= input.since;
    if (!input.isWanted()) return;
    through = next?.firstAt ?? before.lastAt;
    await input.onFile(through);
  }

  /** What cannot be read is told and passed over. One that was moved meanwhile is found again. */
  function giveUp({ path, id }: FoundLog, { message }: FileFault): void {
    faults.add(`${path} ${message}`);
    done.add(id);
  }

  async function findLeft(): Promise<FoundLog[]> {
    const listed = await listLogs(files, input.places, { from: through, to: input.notAfter });
    for (const fault of listed.faults) faults.add(fault);
    periodMs = findPeriod(listed.logs) ?? periodMs;
    const left = listed.logs.filter(({ id }) => !done.has(id));
    progress.files = progress.filesDone + left.length;
    progress.bytes = progress.bytesDone + left.reduce((sum, { bytes }) => sum + bytes, 0);
    return left;
  }

  for (let left = await findLeft(); left.length > 0 && input.isWanted(); left = await findLeft()) {
    for (const [index, log] of left.entries()) if (input.isWanted()) await takeLog(log, left[index + 1]);
  }
  return { isWhole: input.isWanted(), firstAt, holdsBegin, doubtful: reader.doubtful(), faults: [...faults] };
}

interface Ended {
  firstAt: EpochMs;
  lastAt: EpochMs;
}

/** How far apart the logs usually begin; null where there are too few to tell. */
function findPeriod(logs: readonly FoundLog[]): number | null {
  const spans = logs.slice(1).map(({ firstAt }, index) => firstAt - (logs[index] as FoundLog).firstAt);
  return logs.length < TELLING_LOGS ? null : (spans.sort((a, b) => a - b)[Math.floor(spans.length / 2)] ?? null);
}

/** Who writes a line runs. Where an archive is missing before it, nobody knows what was. */
function markBegin({ firstAt }: FoundLog, before: Ended | null, periodMs: number, onMark: SearchInput["onMark"]): void {
  const mark = (at: EpochMs, value: number) => onMark({ key: null, track: "source", at, value });
  const isMissing =
    before !== null &&
    firstAt - before.firstAt > MISSING_AFTER * periodMs &&
    firstAt - before.lastAt > SILENT * periodMs;
  if (isMissing) mark(before.lastAt + SECOND_MS, SOURCE.unread);
  mark(firstAt, SOURCE.running);
}

/** Reads one log to its end, or as far as it can be read. */
async function scanLog(
  log: LogFile,
  reader: MarkReader,
  { places, wanted, notAfter, breathe, isWanted }: SearchInput,
  progress: SearchProgress,
): Promise<{ facts: LogFacts; fault: FileFault | null }> {
  const scanner = createLogScanner({ wanted, notAfter }, reader.take);
  let fault: FileFault | null = null;
  const onRead = (bytes: number) => {
    progress.bytesDone += bytes;
  };
  try {
    for await (const piece of readUnpacked(log, onRead)) {
      if (!isWanted()) break;
      scanner.push(piece.toString("latin1"));
      await breathe();
    }
    // The last line of an archive is whole; the log's own may still be written.
    if (log.path !== places.logPath) scanner.push("\n");
  } catch (error) {
    fault = explainFileFault(error);
  } finally {
    log.close();
  }
  const facts = scanner.end();
  progress.lines += facts.lines;
  return { facts, fault };
}
