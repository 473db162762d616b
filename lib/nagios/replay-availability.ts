import { encodeState } from "@/lib/domain/object-history";
import { type Account, STOP } from "@/lib/domain/report-difference";
import { hostOf, type ObjectKey } from "@/lib/domain/snapshot";
import { createSteps, type GrowingSteps, observe } from "@/lib/domain/steps";
import type { EpochMs } from "@/lib/domain/time";
import type { LogEvent, ObjectEvent } from "./log-event";
import type { ReportedProgram } from "./report-programs";

/** The options of avail.cgi that change its figures. */
export interface ReplayOptions {
  /** `includesoftstates`; its default is no: soft lines are skipped then, soft recoveries too. */
  softStates: boolean;
  /** `assumestatesduringnotrunning`, default yes: the last state goes on while Nagios does not run. */
  assumeRunning: boolean;
  /** `assumeinitialstates` and `assumestateretention`, default yes: a start changes nothing. Else no data follows it. */
  assumeStates: boolean;
}

/** Reads a log as Nagios' own report does, its faults included. */
export interface Replay {
  /** Takes what the log says of objects, in its order. */
  take(event: LogEvent): void;
  /** Takes a start or stop, before what the same line says of an object. */
  takeProgram(program: ReportedProgram): void;
  /** What the report holds of an object. */
  accountOf(key: ObjectKey): Account;
}

interface Track {
  results: GrowingSteps;
  downtimes: GrowingSteps;
  stops: GrowingSteps;
  /** The state of the last line. */
  last: number;
}

const BEGINNING: EpochMs = Number.NEGATIVE_INFINITY;
const NO_DATA = encodeState("pending", true);

/**
 * Makes a replay of avail.cgi (cgi/avail.c): what a line says of an object holds until the next one, before the first
 * all is well, also for objects that were never checked.
 */
export function createReplay({ softStates, assumeRunning, assumeStates }: ReplayOptions): Replay {
  const tracks = new Map<ObjectKey, Track>();
  const programs: ReportedProgram[] = [];

  function trackOf(key: ObjectKey): Track {
    const known = tracks.get(key);
    if (known !== undefined) return known;
    const last = encodeState(wellOf(key), true);
    const track = { results: createSteps(), downtimes: createSteps(), stops: createSteps(), last };
    observe(track.results, BEGINNING, last);
    for (const program of programs) enterProgram(track, program);
    tracks.set(key, track);
    return track;
  }

  function enterProgram(track: Track, { at, isStart, isMistaken }: ReportedProgram): void {
    if (isStart && !assumeStates) track.last = NO_DATA;
    const isStop = !isStart && !assumeRunning;
    observe(track.results, at, isStop ? NO_DATA : track.last);
    if (!isStop) observe(track.stops, at, STOP.none);
    else if ((track.stops.values.at(-1) ?? STOP.none) === STOP.none) {
      observe(track.stops, at, isMistaken ? STOP.mistaken : STOP.stopped);
    }
  }

  function takeState({ key, at, result, isHard }: ObjectEvent & { kind: "state" }): void {
    if (!softStates && !isHard) return;
    const track = trackOf(key);
    track.last = encodeState(result === "pending" ? wellOf(key) : result, true);
    observe(track.results, at, track.last);
    observe(track.stops, at, STOP.none);
  }

  return {
    take(event) {
      if (event.kind === "state") takeState(event);
      else if (event.kind === "downtime") observe(trackOf(event.key).downtimes, event.at, event.isIn ? 1 : 0);
    },
    takeProgram(program) {
      programs.push(program);
      for (const track of tracks.values()) enterProgram(track, program);
    },
    accountOf(key) {
      const { results, downtimes, stops } = trackOf(key);
      return { results, downtimes: isService(key) ? [downtimes, trackOf(hostOf(key)).downtimes] : [downtimes], stops };
    },
  };
}

function wellOf(key: ObjectKey): "ok" | "up" {
  return isService(key) ? "ok" : "up";
}

function isService(key: ObjectKey): boolean {
  return key.includes(";");
}
