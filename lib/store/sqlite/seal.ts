import { crc32 } from "node:zlib";
import type { Database } from "better-sqlite3";

/** A value goes in with its type and its length, so that none can stand for another. */
function seal(...values: readonly unknown[]): number {
  return crc32(
    values.map((value) => (value === null ? "-" : `${typeof value}${String(value).length}:${value}`)).join(),
  );
}

/** Teaches a connection to seal rows: SQLite's own check says nothing about what a row says. See seal-rows.ts. */
export function registerSeal(client: Database): void {
  client.function("vitrine_seal", { deterministic: true, varargs: true }, seal);
}
