import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { SqliteDatabase } from "./connection";

const KEPT = 3;

/**
 * Writes a copy of the database beside it, as `<path>.before-<step>`, and keeps the newest three of that kind.
 * Answers the copy's path. The copy gets its name when it is whole and on the disk.
 */
export function backUpBefore(database: SqliteDatabase, path: string, step: string): string {
  const target = `${path}.before-${step}`;
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  database.$client.prepare("vacuum into ?").run(unfinished);
  syncToDisk(unfinished);
  renameSync(unfinished, target);
  syncToDisk(dirname(target));
  dropOldBackups(path);
  return target;
}

/** Waits until a file, or the names in a folder, would survive a loss of power. */
export function syncToDisk(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function dropOldBackups(path: string): void {
  const prefix = `${basename(path)}.before-`;
  const backups = readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(dirname(path), name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs || b.localeCompare(a));
  for (const old of backups.slice(KEPT)) rmSync(old, { force: true });
}
