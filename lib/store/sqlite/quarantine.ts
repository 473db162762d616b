import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { EpochMs } from "@/lib/domain/time";
import { syncToDisk } from "./backup";
import { formatStamp } from "./stamp";

const KEPT = 3;
/** The files that SQLite keeps beside a database. */
export const COMPANIONS = ["-wal", "-shm", "-journal"] as const;

/**
 * Moves whatever stands at a database's path away, with its journals, and keeps the newest three of that kind. Answers
 * the new path; null when nothing stood there. All connections to it that matter must be closed.
 */
export function quarantine(path: string, at: EpochMs): string | null {
  const target = nameQuarantine(path, at);
  const stood = existsSync(path);
  for (const suffix of ["", ...COMPANIONS]) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${target}${suffix}`);
  }
  dropOld(path);
  return stood ? target : null;
}

/** Puts a finished database at a path in one step. What stood there must be gone with its journals. */
export function putInPlace(candidate: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  syncToDisk(candidate);
  renameSync(candidate, path);
  syncToDisk(dirname(path));
}

function nameQuarantine(path: string, at: EpochMs): string {
  const name = `${path}.quarantine-${formatStamp(at)}`;
  for (let again = 1; ; again += 1) {
    const target = again === 1 ? name : `${name}-${again}`;
    if (["", ...COMPANIONS].every((suffix) => !existsSync(`${target}${suffix}`))) return target;
  }
}

function dropOld(path: string): void {
  const folder = dirname(path);
  const prefix = `${basename(path)}.quarantine-`;
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  const bases = [...new Set(names.map((name) => name.replace(/-(wal|shm|journal)$/, "")))].sort().reverse();
  for (const base of bases.slice(KEPT)) {
    for (const suffix of ["", ...COMPANIONS]) rmSync(join(folder, `${base}${suffix}`), { force: true });
  }
}
