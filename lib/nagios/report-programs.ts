import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import type { LogScanner } from "./log-scanner";

/** A start or a stop of Nagios as its own report sees it. */
export interface ReportedProgram {
  at: EpochMs;
  isStart: boolean;
  /** The words stand in a line that is about something else, as a plugin's output. */
  isMistaken: boolean;
}

const LINE = /^\[(\d{1,11})\] (.*(?: (?:re)?starting\.\.\.| shutting down\.\.\.|Bailing out).*)$/gm;
const OWN_LINE = /^(?:[^\s:;]+ \d\S* starting\.\.\. |Caught |PROGRAM_(?:RESTART|SHUTDOWN) |Bailing out)/;
/** In the order in which they are looked for. */
const WORDS = [
  { words: " starting...", isStart: true },
  { words: " restarting...", isStart: true },
  { words: " shutting down...", isStart: false },
  { words: "Bailing out", isStart: false },
];

/**
 * Scans whole lines; before each one that avail.cgi takes for a start or stop, says so. It looks for the words anywhere
 * in a line (cgi/avail.c), also in outputs.
 */
export function scanAsReport(
  latin1Lines: string,
  scanner: LogScanner,
  onProgram: (program: ReportedProgram) => void,
): void {
  let done = 0;
  for (const { index, 1: seconds, 2: text = "" } of latin1Lines.matchAll(LINE)) {
    scanner.push(latin1Lines.slice(done, index));
    done = index;
    const at = Number(seconds) * SECOND_MS;
    for (const { words, isStart } of WORDS) {
      if (text.includes(words)) onProgram({ at, isStart, isMistaken: !OWN_LINE.test(text) });
    }
  }
  scanner.push(latin1Lines.slice(done));
}
