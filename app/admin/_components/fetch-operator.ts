import { SECOND_MS } from "@/lib/domain/time";
import type { OperatorView } from "@/lib/view/operator-view";

const PATIENCE_MS = 4 * SECOND_MS;
/** A poll or a backup of a large site takes its time. */
const ACTION_PATIENCE_MS = 120 * SECOND_MS;

/** What an action came to. */
export interface ActionResult {
  ok: boolean;
  message: string;
}

/** Asks for the dashboard's data. Rejects when the answer does not come, is no success, or is something else. */
export async function fetchOperator(url: string): Promise<OperatorView> {
  const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const view: unknown = await response.json();
  if (!isOperatorView(view)) throw new Error(`${url} answered something else`);
  return view;
}

function isOperatorView(value: unknown): value is OperatorView {
  if (typeof value !== "object" || value === null) return false;
  const { stations, charts, headline } = value as Partial<Record<keyof OperatorView, unknown>>;
  return Array.isArray(stations) && Array.isArray(charts) && typeof headline === "string";
}

/** Has the server do something, and answers in words what it came to, also when no answer comes. */
export async function sendAction(url: string): Promise<ActionResult> {
  try {
    const response = await fetch(url, { method: "POST", signal: AbortSignal.timeout(ACTION_PATIENCE_MS) });
    const { ok, message, detail } = (await response.json()) as Record<string, unknown>;
    const words = typeof message === "string" ? message : detail;
    return { ok: ok === true, message: typeof words === "string" ? words : `The server answered ${response.status}.` };
  } catch {
    return { ok: false, message: "No answer came from the server. Whether it was done is not known." };
  }
}
