import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

/** The project's own migrations; the tests run in the project's root. */
export const MIGRATIONS_FOLDER = resolve("drizzle/sqlite");

/** A folder of its own for one test, deleted when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
