import type { LoadedConfig } from "@/lib/config/load";
import { keptPagePath, loadKeptPublication } from "./kept-publication";
import { describeSettings, showNagios } from "./public-settings";
import type { Publication } from "./publish";
import { getRuntime } from "./runtime";

/**
 * Until something newer is known, visitors see the page that was kept, judged by its age. One that was made under
 * another choice than the present configuration's is not shown: it may hold what must no longer be seen.
 */
export async function showKeptPage(loaded: LoadedConfig): Promise<void> {
  const runtime = getRuntime();
  if (runtime.publication !== null && !mayShow(runtime.publication, loaded)) runtime.publication = null;
  if (runtime.publication !== null) return;
  const { database } = loaded.kind === "ok" ? loaded.config : loaded.sound;
  const kept = await loadKeptPublication(keptPagePath(database.path));
  if (kept !== null && mayShow(kept, loaded)) runtime.publication = kept;
}

/** A faulty configuration chooses nothing: then the last choice stands. */
function mayShow({ choice }: Publication, loaded: LoadedConfig): boolean {
  if (loaded.kind === "faults") return true;
  return choice === describeSettings(loaded.config, showNagios(loaded.config)).choice;
}
