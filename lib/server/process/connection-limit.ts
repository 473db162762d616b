import { readFileSync } from "node:fs";

/** Kept free for polls, the database, the log and the channel to the supervisor. */
const RESERVED = 64;

/**
 * How many connections a server may hold: as many as wanted, and no more than leaves the process the handles that its
 * own work needs. Of a tight limit it takes half.
 */
export function limitConnections(wanted: number, handles = readHandleLimit()): number {
  return Math.min(wanted, Math.max(handles - RESERVED, Math.floor(handles / 2), 1));
}

/** The process's limit of open files (`proc(5)`, RLIMIT_NOFILE); infinite where it cannot be known. */
export function readHandleLimit(): number {
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
