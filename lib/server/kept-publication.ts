import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { PageView } from "@/lib/view/page-view";
import { KEPT_FORMAT } from "./process/kept-page";
import type { PublicSettings } from "./public-settings";
import { type Publication, restorePublication } from "./publish";

/** What is written down of a publication, so that a restart, or the parent of a dead server, can show it at once. */
interface Kept {
  format: typeof KEPT_FORMAT;
  page: PageView;
  components: ComponentMembers[];
  settings: PublicSettings;
}

/** The file of the kept page stands beside the database. */
export function keptPagePath(databasePath: string): string {
  return `${databasePath}.page.json`;
}

/** Writes the publication down, whole or not at all. Rejects when that is not possible. */
export async function keepPublication(
  path: string,
  { page, components }: Publication,
  settings: PublicSettings,
): Promise<void> {
  const kept: Kept = { format: KEPT_FORMAT, page, components: [...components], settings };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(kept), { mode: 0o640 });
  await rename(`${path}.new`, path);
}

/** The publication that was kept, to be judged by its age; null without one. */
export async function loadKeptPublication(path: string): Promise<Publication | null> {
  const kept = await readKept(path);
  return kept === null ? null : restorePublication(kept.page, kept.components, kept.settings);
}

/** Deletes a kept page that was made under another choice: it may hold what must no longer be seen. */
export async function dropForeignPage(path: string, choice: string): Promise<void> {
  const kept = await readKept(path);
  if (kept !== null && kept.settings.choice !== choice) await rm(path, { force: true });
}

async function readKept(path: string): Promise<Kept | null> {
  try {
    const value = JSON.parse(await readFile(path, "utf8")) as Partial<Kept>;
    return value.format === KEPT_FORMAT ? addMetrics(value as Kept) : null;
  } catch {
    return null;
  }
}

/** What was kept by a version that knew no metrics has none. */
function addMetrics({ page, settings, ...kept }: Kept): Kept {
  return {
    ...kept,
    page: { ...page, metrics: page.metrics ?? [] },
    settings: { ...settings, metrics: settings.metrics ?? [] },
  };
}
