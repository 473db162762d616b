import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { World } from "./world";
import type { DemoPaths } from "./write-config";

/** Raise it when the organisation or the plans change: files of another edition would contradict the simulator. */
const EDITION = 1;

/** Writes a file as Nagios does: whole or not at all, by a temporary file and a rename. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}

/** The world of an earlier run in this folder; null when there was none or it belongs to another edition. */
export async function readWorld(paths: DemoPaths): Promise<World | null> {
  const text = await readFile(paths.world, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isKeptWorld(kept) ? { seed: kept.seed, bornAt: kept.bornAt, beginsAt: kept.beginsAt } : null;
  } catch {
    return null;
  }
}

function isKeptWorld(kept: unknown): kept is World {
  if (typeof kept !== "object" || kept === null) return false;
  const { edition, seed, bornAt, beginsAt } = kept as Record<string, unknown>;
  return (
    edition === EDITION && typeof seed === "string" && Number.isSafeInteger(bornAt) && Number.isSafeInteger(beginsAt)
  );
}

/** Begins anew: the archives of another world go, the new world is kept. */
export async function keepWorld(paths: DemoPaths, world: World): Promise<void> {
  await rm(paths.archives, { recursive: true, force: true });
  await replaceFile(paths.world, `${JSON.stringify({ edition: EDITION, ...world })}\n`);
}

/** Makes the folders and answers the names of the archives that are there. */
export async function openArchives(paths: DemoPaths): Promise<Set<string>> {
  await mkdir(paths.archives, { recursive: true });
  return new Set(await readdir(paths.archives));
}

/** Writes an archive that is missing. */
export async function writeArchive(paths: DemoPaths, name: string, text: string): Promise<void> {
  await replaceFile(join(paths.archives, name), text);
}

/** Moves the log into the archives, as Nagios does at a rotation. */
export async function archiveLog(paths: DemoPaths, name: string): Promise<void> {
  await rename(paths.log, join(paths.archives, name));
}
