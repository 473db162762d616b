import { createReadStream } from "node:fs";
import { access, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { createGunzip } from "node:zlib";
import type { Window } from "@/lib/domain/availability";
import { DAY_MS, SECOND_MS } from "@/lib/domain/time";
import { archiveDayOf, isArchiveName, listArchiveNames } from "@/lib/nagios/archive-names";

/** What is on disk of a log: its current file and the folder of its archives. */
export interface LogPlace {
  logPath: string;
  archivePath: string | null;
}

/** Nagios' own report reads four archives before its window; archives hold up to a month. */
const DAYS_BEFORE = 10;
const DAYS_AFTER = 33;

/**
 * The files that tell of a window and of the days before it, in the order of their first lines. Rejects as `fs` does
 * where one cannot be opened; an archive folder that cannot be listed is searched by computed names.
 */
export async function findLogs(
  { logPath, archivePath }: LogPlace,
  { from, to }: Window,
  list: (folder: string) => Promise<string[]> = readdir,
): Promise<string[]> {
  const logName = basename(logPath);
  const names = archivePath === null ? [] : await listNames(archivePath, logName, { from, to }, list);
  const archives = names
    .filter((name) => isArchiveName(name, logName))
    .filter((name) => archiveDayOf(name) >= from - DAYS_BEFORE * DAY_MS)
    .filter((name) => archiveDayOf(name) <= to + DAYS_AFTER * DAY_MS)
    .map((name) => join(archivePath ?? "", name));
  const found = await Promise.all(
    [...archives, logPath].map(async (path) => ({ path, at: await readFirstTime(path) })),
  );
  return found.sort((a, b) => a.at - b.at).map(({ path }) => path);
}

async function listNames(
  folder: string,
  logName: string,
  { from, to }: Window,
  list: (folder: string) => Promise<string[]>,
): Promise<string[]> {
  try {
    return await list(folder);
  } catch {
    const names = listArchiveNames(logName, from - DAYS_BEFORE * DAY_MS, to + DAYS_AFTER * DAY_MS);
    const isThere = await Promise.all(
      names.map((name) =>
        access(join(folder, name)).then(
          () => true,
          () => false,
        ),
      ),
    );
    return names.filter((_, index) => isThere[index]);
  }
}

async function readFirstTime(path: string): Promise<number> {
  for await (const lines of readLines(path)) return Number(/^\[(\d+)\]/m.exec(lines)?.[1] ?? 0) * SECOND_MS;
  return 0;
}

/** A log, packed or not, in pieces of whole lines as latin-1 text. What stands behind the last line feed is left out. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path, { highWaterMark: 1024 ** 2 });
  const bytes = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => bytes.destroy(error));
  let rest = "";
  for await (const chunk of bytes) {
    const text = rest + (chunk as Buffer).toString("latin1");
    const end = text.lastIndexOf("\n") + 1;
    rest = text.slice(end);
    if (end > 0) yield text.slice(0, end);
  }
}
