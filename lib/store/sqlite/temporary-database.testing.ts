import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { DAY_MS } from "@/lib/domain/time";
import { NOON } from "@/lib/store/contract/samples.testing";
import type { SqliteOptions } from "./open-sqlite";

/** The project's own migrations; the tests run in the project's root. */
export const MIGRATIONS_FOLDER = resolve("drizzle/sqlite");

/**
 * Where suites make their hundreds of databases, which say nothing about disks: in memory where there is room. Every
 * sync of a real disk takes its time.
 */
export function makeQuickFolder(): string {
  const memory = "/dev/shm";
  const hasRoom = existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > 48 * 1024 * 1024;
  return mkdtempSync(join(hasRoom ? memory : tmpdir(), "vitrine-store-"));
}

/** A folder of its own for one test, deleted when the test is over. It may lie in memory, as `makeQuickFolder`. */
export function makeFolder(): string {
  return deleteAfterwards(makeQuickFolder());
}

/** The same on the disk, for what writes much or is about what a disk does. */
export function makeDiskFolder(): string {
  return deleteAfterwards(mkdtempSync(join(tmpdir(), "vitrine-store-")));
}

function deleteAfterwards(folder: string): string {
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The names beside a database that are not there only because it is open, nor its backups. */
export function listBeside(path: string): string[] {
  return readdirSync(dirname(path))
    .filter((name) => !/(-wal|-shm|\.lock|\.backups)$/.test(name))
    .sort();
}

/** How the tests open a database: at the samples' noon, without ballast, with its backups beside it. */
export function sqliteOptions(path: string, changes: Partial<SqliteOptions> = {}): SqliteOptions {
  return {
    path,
    migrationsFolder: MIGRATIONS_FOLDER,
    backupFolder: `${path}.backups`,
    keepMs: DAY_MS,
    keepDailyMs: 7 * DAY_MS,
    ballastBytes: 0,
    onEvent: () => undefined,
    now: () => NOON,
    ...changes,
  };
}
