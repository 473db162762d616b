import { readFile, stat } from "node:fs/promises";
import type { PageView } from "@/lib/view/page-view";

/** A file system that hangs must not keep a visitor waiting for longer. */
const PATIENCE_MS = 500;

/**
 * Reads the page that was published last. Null when there is none: its file is deleted when what it shows must no longer
 * be seen. Never rejects; while a read takes long, what was read before is the answer.
 */
export function createKeptPageReader(path: string): () => Promise<PageView | null> {
  let page: PageView | null = null;
  let seen = "";
  let running: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    const stats = await stat(path).catch(() => null);
    if (stats === null || !stats.isFile()) {
      page = null;
      return;
    }
    const mark = `${stats.mtimeMs} ${stats.size}`;
    if (mark === seen) return;
    const read = parseKeptPage(await readFile(path, "utf8"));
    if (read === null) return;
    page = read;
    seen = mark;
  }

  return async () => {
    running ??= refresh()
      .catch(() => undefined)
      .finally(() => {
        running = null;
      });
    await Promise.race([running, pause(PATIENCE_MS)]);
    return page;
  };
}

/** Of what is written down: a page of another version of this program is not shown. */
export const KEPT_FORMAT = 4;

/** The page of a kept publication; null when the text is no such thing, or of another version of this program. */
export function parseKeptPage(text: string): PageView | null {
  try {
    const { format, page } = JSON.parse(text) as { format?: unknown; page?: Partial<PageView> | null };
    if (format !== KEPT_FORMAT || typeof page !== "object" || page === null) return null;
    const isWhole =
      typeof page.name === "string" &&
      typeof page.timeZone === "string" &&
      Array.isArray(page.groups) &&
      Array.isArray(page.activeIncidents) &&
      isInstant(page.asOf) &&
      isInstant(page.freshUntil);
    return isWhole ? (page as PageView) : null;
  } catch {
    return null;
  }
}

function isInstant(value: unknown): boolean {
  return value === null || (typeof value === "number" && Number.isFinite(value));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
