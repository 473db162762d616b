import { open, readFile, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isReasonCode, PARTS, type Part, type Severity } from "@/lib/domain/reason";
import type { WaitingMessage } from "./delivery";
import type { AlertMessage, AlertReason, Episode } from "./episodes";

/** What must outlive a restart, so that it neither repeats nor loses a message. */
export interface AlertState {
  episodes: readonly Episode[];
  /** By receiver. */
  waiting: Readonly<Record<string, readonly WaitingMessage[]>>;
}

const FORMAT = 1;
const MAX_BYTES = 4 * 1024 * 1024;

export const EMPTY_STATE: AlertState = { episodes: [], waiting: {} };

export type LoadedState = { kind: "loaded"; state: AlertState } | { kind: "absent" } | { kind: "unreadable" };

/** Reads what was kept. Anything that is not exactly what we write is unreadable as a whole. Never rejects. */
export async function loadState(path: string): Promise<LoadedState> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > MAX_BYTES) return { kind: "unreadable" };
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return isKept(value) ? { kind: "loaded", state: value } : { kind: "unreadable" };
  } catch (error) {
    return isRecord(error) && error.code === "ENOENT" ? { kind: "absent" } : { kind: "unreadable" };
  }
}

/** Writes the state so that a crash at any moment leaves the old or the new one. Rejects when it cannot. */
export async function writeState(path: string, state: AlertState): Promise<void> {
  const fresh = `${path}.new`;
  const file = await open(fresh, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify({ format: FORMAT, ...state }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

type Fields = Record<string, unknown>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isKept(value: unknown): value is AlertState & { format: typeof FORMAT } {
  if (!isRecord(value) || value.format !== FORMAT || !isRecord(value.waiting)) return false;
  return isListOf(value.episodes, isEpisode) && Object.values(value.waiting).every((list) => isListOf(list, isWaiting));
}

function isEpisode(value: unknown): value is Episode {
  return (
    isRecord(value) &&
    isName(value.matter) &&
    isPart(value.topic) &&
    isNumber(value.sinceAt) &&
    isNumber(value.seenMs) &&
    isNumberOrNull(value.goneAt) &&
    isNumber(value.goneMs) &&
    isSeverity(value.severity) &&
    isListOf(value.reasons, isReason) &&
    (value.toldBy === null || isName(value.toldBy))
  );
}

function isWaiting(value: unknown): value is WaitingMessage {
  return isRecord(value) && isNumber(value.waitedMs) && isMessage(value.message);
}

function isMessage(value: unknown): value is AlertMessage {
  return (
    isRecord(value) &&
    isName(value.id) &&
    (value.kind === "begun" || value.kind === "over") &&
    isPart(value.topic) &&
    isSeverity(value.severity) &&
    isNumber(value.at) &&
    isNumber(value.sinceAt) &&
    isNumberOrNull(value.endedAt) &&
    isListOf(value.reasons, isReason) &&
    isListOf(value.follows, isName)
  );
}

function isReason(value: unknown): value is AlertReason {
  return (
    isRecord(value) &&
    typeof value.code === "string" &&
    isReasonCode(value.code) &&
    isSeverity(value.severity) &&
    typeof value.message === "string" &&
    isNumberOrNull(value.sinceAt)
  );
}

/** Ids stand in headers of mails and requests. */
function isName(value: unknown): value is string {
  return typeof value === "string" && /^[\w.-]{1,100}$/.test(value);
}

function isPart(value: unknown): value is Part {
  return PARTS.some((part) => part === value);
}

function isSeverity(value: unknown): value is Severity {
  return value === "degraded" || value === "critical";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || isNumber(value);
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}
