import { encodeState, type HistoryMark, SOURCE } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { LogEvent, ProgramEvent } from "./log-event";

/** Turns the events of a log, in the log's order, into what is remembered. */
export interface MarkReader {
  take(event: LogEvent): void;
  /**
   * Downtimes that were in effect when Nagios went and of which it has not spoken since, each with the instant at which
   * it then was. Where a snapshot says that the object is in no downtime, that is when it ended.
   */
  doubtful(): ReadonlyMap<ObjectKey, EpochMs>;
}

interface Doubt {
  /** Until when the downtime was in effect for certain. */
  at: EpochMs;
  /** The start that should have spoken of it. */
  startedAt: EpochMs;
}

/** A running Nagios saves its states each hour by default, and says so (retention_update_interval). */
const SILENT_MS = 65 * MINUTE_MS;
/** Downtimes in effect are logged again when Nagios starts, as soon as they are read (common/downtime.c). */
const REPEAT_MS = MINUTE_MS;

/**
 * Makes a reader of events; marks may be of an earlier instant than the event. `inDowntime`: the objects that were in a
 * downtime of their own where the reading begins. A reload keeps downtimes; a stop or a crash makes them doubtful.
 */
export function createMarkReader(
  onMark: (mark: HistoryMark) => void,
  inDowntime: Iterable<ObjectKey> = [],
): MarkReader {
  const open = new Set(inDowntime);
  const doubts = new Map<ObjectKey, Doubt>();
  let stoppedAt: EpochMs | null = null;
  let isReloading = false;

  function takeDowntime(key: ObjectKey, at: EpochMs, isIn: boolean): void {
    const doubt = doubts.get(key);
    if (isIn && doubt !== undefined && at - doubt.startedAt > REPEAT_MS) markDowntime(key, doubt.at, false);
    doubts.delete(key);
    markDowntime(key, at, isIn);
    if (isIn) open.add(key);
    else open.delete(key);
  }

  function markDowntime(key: ObjectKey, at: EpochMs, isIn: boolean): void {
    onMark({ key, track: "downtime", at, value: isIn ? 1 : 0 });
  }

  /** A crash writes nothing. After a long silence nobody can tell when it was; else the last states went on until now. */
  function markCrash({ at, previousAt }: ProgramEvent): void {
    if (stoppedAt !== null || isReloading || previousAt === null || at - previousAt <= SILENT_MS) return;
    onMark({ key: null, track: "source", at: previousAt + SECOND_MS, value: SOURCE.unread });
  }

  function takeProgram(program: ProgramEvent): void {
    const { event, at } = program;
    if (event === "started") markCrash(program);
    onMark({ key: null, track: "source", at, value: event === "stopping" ? SOURCE.stopped : SOURCE.running });
    if (event === "stopping") stoppedAt ??= at;
    if (event === "started") {
      if (!isReloading) doubtAll({ at: stoppedAt ?? at, startedAt: at });
      stoppedAt = null;
    }
    if (event !== "rotated") isReloading = event === "reloading";
  }

  function doubtAll(doubt: Doubt): void {
    for (const key of open) if (!doubts.has(key)) doubts.set(key, doubt);
  }

  return {
    take(event) {
      switch (event.kind) {
        case "state": {
          const { key, at, result, isHard } = event;
          onMark({ key, track: "state", at, value: encodeState(result, isHard) });
          break;
        }
        case "downtime":
          takeDowntime(event.key, event.at, event.isIn);
          break;
        case "program":
          takeProgram(event);
      }
    },
    doubtful: () => new Map([...doubts].map(([key, { at }]) => [key, at])),
  };
}
