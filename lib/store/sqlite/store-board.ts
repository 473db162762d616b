import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { StoreFacts, Trouble } from "@/lib/domain/health";
import type { ReasonCode } from "@/lib/domain/reason";
import type { EpochMs } from "@/lib/domain/time";
import { StoreError } from "@/lib/store/store-error";
import { listBackups } from "./backup-files";
import { freeBytesAt } from "./ballast";
import type { Healed } from "./heal";

/** A read that works says nothing about writing: a full disk can be read. */
export type CallKind = "read" | "write";

/** What is known of the storage, kept in memory. */
export interface StoreBoard {
  facts(): StoreFacts;
  fail(error: unknown, kind: CallKind): void;
  succeed(kind: CallKind): void;
  /** Sets a warning, or takes it back with null. True when that is news. */
  warn(code: ReasonCode, message: string | null): boolean;
  noteRestored(healed: Healed): void;
  /** Looks at the files again. */
  refresh(): void;
  /** Whether the last write failed. */
  isWriteTroubled(): boolean;
}

export interface BoardInput {
  path: string;
  backupFolder: string;
  now: () => EpochMs;
}

export function createStoreBoard({ path, backupFolder, now }: BoardInput): StoreBoard {
  const warnings = new Map<ReasonCode, Trouble>();
  let trouble: (Trouble & { kind: CallKind }) | null = null;
  let restored: StoreFacts["restored"] = null;
  let sizes: Pick<StoreFacts, "databaseBytes" | "walBytes" | "freeBytes" | "backups"> = {
    databaseBytes: null,
    walBytes: null,
    freeBytes: null,
    backups: { count: 0, lastAt: null, lastBytes: null },
  };

  return {
    facts() {
      const shown =
        trouble === null ? null : { code: trouble.code, message: trouble.message, sinceAt: trouble.sinceAt };
      return { trouble: shown, warnings: [...warnings.values()], ...sizes, restored };
    },
    fail(error, kind) {
      const code = troubleOf(error);
      if (code === null || !(error instanceof StoreError)) return;
      const sinceAt = trouble?.code === code ? trouble.sinceAt : now();
      trouble = { code, message: error.message, sinceAt, kind };
    },
    succeed(kind) {
      if (kind === "write" || trouble?.kind === "read") trouble = null;
    },
    warn(code, message) {
      const before = warnings.get(code);
      if (message === null) return warnings.delete(code);
      warnings.set(code, { code, message, sinceAt: before?.sinceAt ?? now() });
      return before === undefined;
    },
    noteRestored({ from, message, replayed }) {
      restored = { at: now(), from, message, replayed };
    },
    refresh() {
      const [last, ...older] = tryOr(() => listBackups(backupFolder), []);
      sizes = {
        databaseBytes: sizeOf(path),
        walBytes: sizeOf(`${path}-wal`),
        freeBytes: tryOr(() => freeBytesAt(dirname(path)), null),
        backups: {
          count: last === undefined ? 0 : older.length + 1,
          lastAt: last?.at ?? null,
          lastBytes: last?.bytes ?? null,
        },
      };
    },
    isWriteTroubled: () => trouble?.kind === "write",
  };
}

/** The reason that a failure is of the storage itself; null when it is the caller's, or a bug. */
function troubleOf(error: unknown): ReasonCode | null {
  if (!(error instanceof StoreError)) return null;
  const { code } = error;
  return code === "already_open" || code === "unknown_incident" || code === "db_closed" ? null : code;
}

function sizeOf(path: string): number | null {
  return tryOr(() => statSync(path, { throwIfNoEntry: false })?.size ?? null, null);
}

function tryOr<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
