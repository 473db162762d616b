import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { syncToDisk } from "./backup";
import { listBackups } from "./backup-files";
import { findJournalUuid, listSegments } from "./journal-segments";
import { readBackupMeta } from "./restore-backup";

const NAME = "owner";

/** Which database the backups and the journal in a folder are of; null when there are none, or nobody can tell. */
export function findOwner(folder: string): string | null {
  const note = join(folder, NAME);
  const noted = existsSync(note) ? readFileSync(note, "utf8").trim() : "";
  if (/^[0-9a-f]{32}$/.test(noted)) return noted;
  for (const { path } of listBackups(folder)) {
    const meta = readBackupMeta(path);
    if (meta !== null) return meta.uuid;
  }
  return findJournalUuid(folder);
}

/** Whether a folder holds anything that a lost database could be made of. */
export function hasPast(folder: string): boolean {
  return listBackups(folder).length > 0 || listSegments(folder).length > 0;
}

/**
 * Notes whose folder it is. What another database left there moves into a folder of its own, so that it is neither
 * mixed up nor deleted; answers that folder, null when there was nothing of another. Throws when it cannot be written.
 */
export function claimFolder(folder: string, uuid: string): string | null {
  const owner = findOwner(folder);
  mkdirSync(folder, { recursive: true });
  let aside: string | null = null;
  if (owner !== null && owner !== uuid && hasPast(folder)) {
    aside = join(folder, `of-${owner.slice(0, 8)}`);
    mkdirSync(aside, { recursive: true });
    const paths = [...listBackups(folder), ...listSegments(folder)].map(({ path }) => path);
    for (const path of paths) renameSync(path, nameFree(aside, basename(path)));
  }
  if (owner !== uuid || !existsSync(join(folder, NAME))) {
    writeFileSync(join(folder, NAME), `${uuid}\n`);
    syncToDisk(folder);
  }
  return aside;
}

function nameFree(folder: string, name: string): string {
  const there = new Set(readdirSync(folder));
  let free = name;
  for (let again = 2; there.has(free); again += 1) free = `${name}.${again}`;
  return join(folder, free);
}
