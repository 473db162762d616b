import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import type { LogEvent } from "./log-event";
import { type LineReading, readLine } from "./log-line";
import { createEveryName, type WantedNames } from "./log-names";
import { createProblemList, type Problem } from "./problem";

export interface LogScanOptions {
  /** Null: every object. */
  wanted: WantedNames | null;
  /** Lines with a later time are a problem and no event: they were written while a clock was wrong. */
  notAfter: EpochMs;
  /** What goes beyond it of a line is passed over. */
  maxLineChars?: number;
}

/** What a scan found apart from the events. */
export interface LogFacts {
  /** Lines that ended, readable or not. */
  lines: number;
  /** The first ones; their lines count from the beginning of the scan. Wrong lines of objects not wanted are none. */
  problems: Problem[];
  problemCount: number;
  /** The times of the first and the last readable line; null when there is none. */
  firstAt: EpochMs | null;
  lastAt: EpochMs | null;
  /** Bytes behind the last line feed: a line that is not whole yet and was not read. */
  unfinished: number;
}

/** Reads nagios.log or an archive of it, or a part that begins with a line, piece by piece. */
export interface LogScanner {
  /** Takes the next piece as latin-1 text of any length, cut anywhere. A few milliseconds a megabyte. */
  push(latin1Text: string): void;
  end(): LogFacts;
}

/** Nagios' own outputs have at most 8 KB, and what counts stands before them. */
const MAX_LINE_CHARS = 16 * 1024;
/** A time in seconds with more digits is none. */
const MAX_DIGITS = 11;
const ZERO = 48;
const SPACE = 32;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const CARRIAGE_RETURN = 13;

/**
 * Makes a scanner for lines `[epoch] TEXT` of Nagios 3 and 4, Naemon and Icinga 1. Events come in the order of the file.
 * A line that cannot be read is a problem and harms nothing else; one without a line feed was not written to its end.
 */
export function createLogScanner(options: LogScanOptions, onEvent: (event: LogEvent) => void): LogScanner {
  const { notAfter, maxLineChars = MAX_LINE_CHARS } = options;
  const wanted = options.wanted ?? createEveryName();
  const problems = createProblemList();
  let lines = 0;
  let firstAt: EpochMs | null = null;
  let lastAt: EpochMs | null = null;
  /** The begin of a line that the pieces so far did not end, and how long it is in all. */
  let rest = "";
  let restChars = 0;

  function takeLine(text: string, from: number, lineEnd: number): void {
    if (lineEnd - from <= maxLineChars) takeShortLine(text, from, lineEnd);
    else takeShortLine(text.slice(from, from + maxLineChars), 0, maxLineChars);
  }

  function takeShortLine(text: string, from: number, lineEnd: number): void {
    lines += 1;
    const end = text.charCodeAt(lineEnd - 1) === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    if (from >= end) return;
    const previousAt = lastAt;
    const reading = readTimed(text, from, end);
    if (reading === "other") return;
    if (reading.kind === "program") onEvent({ ...reading, previousAt });
    else if (reading.kind !== "problem") onEvent(reading);
    else problems.add({ line: lines, block: "", message: reading.message });
  }

  function readTimed(text: string, from: number, end: number): LineReading {
    const bodyAt = findBody(text, from, end);
    if (bodyAt === -1) return { kind: "problem", message: "has no time at its beginning" };
    const at = readSeconds(text, from + 1, bodyAt - 2) * SECOND_MS;
    if (at > notAfter) return { kind: "problem", message: "has a time in the future" };
    firstAt ??= at;
    lastAt = at;
    return readLine(text, bodyAt, end, at, wanted);
  }

  function keep(text: string): void {
    rest += text.slice(0, Math.max(0, maxLineChars - rest.length));
    restChars += text.length;
  }

  return {
    push(text) {
      let from = 0;
      if (restChars > 0) {
        const lineEnd = text.indexOf("\n");
        keep(lineEnd === -1 ? text : text.slice(0, lineEnd));
        if (lineEnd === -1) return;
        takeLine(rest, 0, rest.length);
        rest = "";
        restChars = 0;
        from = lineEnd + 1;
      }
      for (let lineEnd = text.indexOf("\n", from); lineEnd !== -1; lineEnd = text.indexOf("\n", from)) {
        takeLine(text, from, lineEnd);
        from = lineEnd + 1;
      }
      keep(text.slice(from));
    },
    end: () => ({
      lines,
      problems: problems.list(),
      problemCount: problems.count(),
      firstAt,
      lastAt,
      unfinished: restChars,
    }),
  };
}

/** Where a line's text begins, behind `[digits] `; -1 when it does not begin so. */
function findBody(text: string, from: number, end: number): number {
  if (text.charCodeAt(from) !== OPEN_BRACKET) return -1;
  const limit = Math.min(end, from + 1 + MAX_DIGITS);
  let at = from + 1;
  while (at < limit && isDigit(text.charCodeAt(at))) at += 1;
  const isTime = at > from + 1 && text.charCodeAt(at) === CLOSE_BRACKET && text.charCodeAt(at + 1) === SPACE;
  return isTime && at + 2 <= end ? at + 2 : -1;
}

function readSeconds(text: string, from: number, end: number): number {
  let seconds = 0;
  for (let at = from; at < end; at += 1) seconds = seconds * 10 + text.charCodeAt(at) - ZERO;
  return seconds;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}
