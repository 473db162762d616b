import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { Backup } from "@/lib/store/store";
import { listNames } from "./journal-segments";
import { formatStamp, parseStamp } from "./stamp";

const NAME = /^vitrine-([\dTZ.]+?)(?:-(\d+))?\.db$/;

/** The backups in a folder, newest first; none when the folder is not there. Opens none of them. */
export function listBackups(folder: string): Backup[] {
  const found = listNames(folder).flatMap((name) => {
    const [, stamp = "", again = "1"] = NAME.exec(name) ?? [];
    const at = parseStamp(stamp);
    const path = join(folder, name);
    const stats = at === null ? undefined : statSync(path, { throwIfNoEntry: false });
    return at === null || stats?.isFile() !== true ? [] : [{ path, at, bytes: stats.size, again: Number(again) }];
  });
  return found.sort((a, b) => b.at - a.at || b.again - a.again).map(({ path, at, bytes }) => ({ path, at, bytes }));
}

/** A path for a new backup that no other has. */
export function nameBackup(folder: string, at: EpochMs): string {
  for (let again = 1; ; again += 1) {
    const path = join(folder, `vitrine-${formatStamp(at)}${again === 1 ? "" : `-${again}`}.db`);
    if (!existsSync(path)) return path;
  }
}

/**
 * Splits backups into those to keep and those to delete: all of the last `keepMs`, and the newest of each of the last
 * days in `keepDailyMs`. Ages count from the newest backup and as many as an hourly rhythm makes always stay, so that a
 * clock that jumps deletes nothing.
 */
export function chooseBackups(
  newestFirst: readonly Backup[],
  keepMs: number,
  keepDailyMs: number,
): { recent: Backup[]; kept: Backup[]; dropped: Backup[] } {
  const newestAt = newestFirst[0]?.at ?? 0;
  const recent = newestFirst.filter(({ at }, index) => newestAt - at <= keepMs || index <= Math.ceil(keepMs / HOUR_MS));
  const days = [...new Set(newestFirst.map(({ at }) => dayOf(at)))].slice(0, Math.ceil(keepDailyMs / DAY_MS) + 1);
  const dailies = days.map((day) => newestFirst.find(({ at }) => dayOf(at) === day));
  const keeps = (backup: Backup) => recent.includes(backup) || dailies.includes(backup);
  return {
    recent,
    kept: newestFirst.filter(keeps),
    dropped: newestFirst.filter((backup) => !keeps(backup)),
  };
}

function dayOf(at: EpochMs): number {
  return Math.floor(at / DAY_MS);
}

/** Deletes the backups that need not be kept; answers those of the last `keepMs`. */
export function dropBackups(folder: string, keepMs: number, keepDailyMs: number): Backup[] {
  const { recent, dropped } = chooseBackups(listBackups(folder), keepMs, keepDailyMs);
  for (const { path } of dropped) rmSync(path, { force: true });
  return recent;
}
