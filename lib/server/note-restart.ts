import type { Trouble } from "@/lib/domain/health";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import { getMetrics } from "./metrics";
import { readRestart } from "./process/restart-note";
import type { Runtime } from "./runtime";

/** For so long after a restart that nobody asked for it is told. */
const TOLD_FOR_MS = 10 * MINUTE_MS;

/** Enters into the record why the supervisor had to start this process. */
export function noteRestart({ record }: Pick<Runtime, "record">): void {
  const restart = readRestart(process.env);
  if (restart === null) return;
  const message = `The server was started again: ${restart.detail}`;
  const event = { at: restart.at, kind: "restart", part: "process", code: "process_restarted", message } as const;
  record.note(event);
  getMetrics().onEvent(event);
}

/** A restart of late is a trouble: what brought it may bring the next. */
export function tellRestart(at: EpochMs): Trouble[] {
  const restart = readRestart(process.env);
  if (restart === null || Math.abs(at - restart.at) > TOLD_FOR_MS) return [];
  const message = `The server was started again (${sayCount(restart.count)}): ${restart.detail}`;
  return [{ code: "process_restarted", message, sinceAt: restart.at }];
}

function sayCount(count: number): string {
  return count === 1 ? "for the first time" : `${count} times so far`;
}
