import { linkSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { syncToDisk } from "./backup";
import { connect, type SqliteDatabase } from "./connection";
import { type Migration, migrate } from "./migrations";

/**
 * Makes a new database under its final name in one step, so that a crash leaves no half-made (or empty) file there.
 * When another process was quicker, its database stays.
 */
export function createDatabase(path: string, known: readonly Migration[]): void {
  const unfinished = `${path}.new-${process.pid}`;
  buildDatabase(unfinished, known, () => {});
  try {
    linkSync(unfinished, path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    // Some file systems know no hard links.
    if (code !== "EEXIST") renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncToDisk(dirname(path));
}

/** Makes a database at a path that nobody else uses, with the schema and what `fill` writes into it. */
export function buildDatabase(
  path: string,
  known: readonly Migration[],
  fill: (database: SqliteDatabase) => void,
): void {
  rmSync(path, { force: true });
  rmSync(`${path}-journal`, { force: true });
  const database = connect(path, { create: true });
  try {
    migrate(database, known, path);
    fill(database);
  } catch (error) {
    database.$client.close();
    rmSync(path, { force: true });
    throw error;
  }
  database.$client.close();
}
