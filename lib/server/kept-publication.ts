import { createHash } from "node:crypto";
import type { Selection } from "@/lib/domain/policy";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { Log } from "@/lib/platform/log";
import type { Store } from "@/lib/store/store";
import type { PageView } from "@/lib/view/page-view";
import type { PublicSettings } from "./public-settings";
import { type Publication, restorePublication } from "./publish";

/** What is written down of a publication, so that a restart can show it at once. */
interface Kept {
  format: typeof FORMAT;
  /** Names the choice of what is shown: a page made under another choice is never shown again. */
  choice: string;
  page: PageView;
  components: ComponentMembers[];
}

const FORMAT = 1;

function nameChoice(selection: Selection, { objectNames, demo }: PublicSettings): string {
  return createHash("sha256").update(JSON.stringify({ selection, objectNames, demo })).digest("hex");
}

/** Writes the publication down. Failing is no fault of the round: it is logged and tried again later. */
export async function keepPublication(
  store: Store,
  publication: Publication,
  selection: Selection,
  settings: PublicSettings,
  log: Log,
): Promise<void> {
  const { page, components } = publication;
  const kept: Kept = { format: FORMAT, choice: nameChoice(selection, settings), page, components: [...components] };
  try {
    await store.savePublication(JSON.stringify(kept), page.checkedAt ?? 0);
  } catch (error) {
    log.warn("The page could not be kept for a restart", { error: String(error) });
  }
}

/** The publication that was kept, to be judged by its age; null when there is none for the present choice. */
export async function loadKeptPublication(
  store: Store,
  selection: Selection,
  settings: PublicSettings,
): Promise<Publication | null> {
  const saved = await store.loadPublication();
  if (saved === null) return null;
  const kept = parseKept(saved.text);
  if (kept === null || kept.choice !== nameChoice(selection, settings)) return null;
  return restorePublication(kept.page, kept.components, settings);
}

function parseKept(text: string): Kept | null {
  try {
    const value = JSON.parse(text) as Partial<Kept>;
    return value.format === FORMAT ? (value as Kept) : null;
  } catch {
    return null;
  }
}
