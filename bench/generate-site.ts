import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeSite, type Site, type SiteOptions } from "./site-model";
import { writeSiteObjects } from "./site-objects";
import { writeSiteStatus } from "./site-status";

export interface SiteFiles {
  statusPath: string;
  objectCachePath: string;
}

/** Makes a large site and writes its status.dat and objects.cache into a folder, which is made when missing. */
export function generateSite(folder: string, options: SiteOptions): { site: Site; files: SiteFiles } {
  mkdirSync(folder, { recursive: true });
  const site = makeSite(options);
  const files = { statusPath: join(folder, "status.dat"), objectCachePath: join(folder, "objects.cache") };
  replaceFile(files.objectCachePath, writeSiteObjects(site));
  replaceStatus(site, files);
  return { site, files };
}

/** Writes the site's present status.dat as Nagios does: temporary file, fsync, rename. Answers its size in bytes. */
export function replaceStatus(site: Site, files: SiteFiles): number {
  return replaceFile(files.statusPath, writeSiteStatus(site));
}

const PIECE_CHARACTERS = 1 << 20;

function replaceFile(path: string, pieces: Iterable<string>): number {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, "w", 0o664);
  let waiting = "";
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < PIECE_CHARACTERS) continue;
    writeSync(file, waiting);
    waiting = "";
  }
  writeSync(file, waiting);
  fsyncSync(file);
  closeSync(file);
  renameSync(temporary, path);
  return statSync(path).size;
}
