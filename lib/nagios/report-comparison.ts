import type { Window } from "@/lib/domain/availability";
import {
  compareWithReport,
  countAccount,
  hasSameTotals,
  type ObjectComparison,
  type ReportSeconds,
} from "@/lib/domain/report-difference";
import { hostOf, type ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { createMarkReader } from "./log-marks";
import { createWantedNames } from "./log-names";
import { createLogScanner } from "./log-scanner";
import { createOwnAccounts } from "./own-accounts";
import { createReplay, type ReplayOptions } from "./replay-availability";
import { scanAsReport } from "./report-programs";

/** A report of Nagios' own held against our figures, object by object, in the report's order. */
export interface ReportComparison {
  /** The options with which the report must have been made: those whose replay says what most of its rows say. */
  options: ReplayOptions;
  objects: ObjectComparison[];
}

export interface LogComparer {
  /** Takes one log from its beginning: whole lines in each piece, the logs in the order of time. */
  readLog(notAfter: EpochMs): (latin1Lines: string) => void;
  compare(window: Window): ReportComparison;
}

/** The defaults of avail.cgi first: where two fit alike, the first is meant. */
const ALL_OPTIONS: readonly ReplayOptions[] = [true, false].flatMap((assumeStates) =>
  [true, false].flatMap((assumeRunning) =>
    [false, true].map((softStates) => ({ softStates, assumeRunning, assumeStates })),
  ),
);

/** Makes a reader of logs that then tells how a report's rows differ from what we make of the same lines. */
export function createLogComparer(rows: ReadonlyMap<ObjectKey, ReportSeconds>): LogComparer {
  const wanted = createWantedNames(new Set([...rows.keys()].flatMap((key) => [key, hostOf(key)])));
  const own = createOwnAccounts();
  const marks = createMarkReader(own.enter);
  const replays = ALL_OPTIONS.map((options) => ({ options, ...createReplay(options) }));

  return {
    readLog(notAfter) {
      const scanner = createLogScanner({ wanted, notAfter }, (event) => {
        marks.take(event);
        for (const replay of replays) replay.take(event);
      });
      return (latin1Lines) =>
        scanAsReport(latin1Lines, scanner, (program) => {
          if (program.at <= notAfter) for (const replay of replays) replay.takeProgram(program);
        });
    },
    compare(window) {
      const fits = replays.map(
        ({ accountOf }) =>
          [...rows].filter(([key, report]) => hasSameTotals(countAccount(accountOf(key), window), report)).length,
      );
      const best = replays[fits.indexOf(Math.max(...fits))] as (typeof replays)[number];
      const objects = [...rows].map(([key, report]) => {
        const object = { key, ours: own.accountOf(key), replay: best.accountOf(key), report };
        return compareWithReport(object, best.options.softStates, window);
      });
      return { options: best.options, objects };
    },
  };
}
