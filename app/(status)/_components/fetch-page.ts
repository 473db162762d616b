import type { EpochMs } from "@/lib/domain/time";
import type { PageView } from "@/lib/view/page-view";
import { readServerTime } from "@/lib/view/server-clock";

/** Longer than any answer takes that is still worth waiting for. */
const PATIENCE_MS = 10_000;

export interface PageAnswer {
  view: PageView;
  /** The server's time when it answered; null when it did not say. */
  serverAt: EpochMs | null;
}

/** Asks for the page's data. Rejects when the answer does not come, is no success, or is something else. */
export async function fetchPage(url: string): Promise<PageAnswer> {
  const response = await fetch(url, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const view: unknown = await response.json();
  if (!isPageView(view)) throw new Error(`${url} answered something else than a page`);
  return { view, serverAt: readServerTime(response.headers) };
}

/** Enough to tell our own answer from that of a captive portal or another program. */
function isPageView(value: unknown): value is PageView {
  if (typeof value !== "object" || value === null) return false;
  const { groups, activeIncidents, maintenances, metrics, pastDays, refreshMs } = value as Partial<
    Record<keyof PageView, unknown>
  >;
  return (
    [groups, activeIncidents, maintenances, metrics, pastDays].every(Array.isArray) && typeof refreshMs === "number"
  );
}
