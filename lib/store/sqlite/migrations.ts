import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { StoreError } from "@/lib/store/store-error";
import type { SqliteDatabase } from "./connection";
import { findSqliteCode } from "./sqlite-errors";

/** One step of the schema, as drizzle-kit wrote it. */
export interface Migration {
  /** Its file's name without `.sql`, for instance `0000_first-light`. */
  tag: string;
  /** When it was generated; tells one from the other in the database. */
  generatedAt: number;
  hash: string;
  statements: readonly string[];
}

/** The steps that this program knows, oldest first. Throws when the folder is not the program's own. */
export function readMigrations(folder: string): Migration[] {
  try {
    const journal: { entries: { tag: string }[] } = JSON.parse(
      readFileSync(join(folder, "meta", "_journal.json"), "utf8"),
    );
    return readMigrationFiles({ migrationsFolder: folder }).map((file, at) => ({
      tag: journal.entries[at]?.tag ?? String(at),
      generatedAt: file.folderMillis,
      hash: file.hash,
      statements: file.sql,
    }));
  } catch (cause) {
    throw new StoreError("db_migration", `The migrations in ${folder} cannot be read.`, { cause });
  }
}

/** The step that made incidents of several problems of what had been one incident for each problem. */
const SECOND_FORM = "0003_incidents";

/** The steps of the versions whose incidents are of the first form: what is written in it then becomes the present one. */
export function takeFirstForm(known: readonly Migration[]): Migration[] {
  return known.slice(
    0,
    known.findIndex(({ tag }) => tag === SECOND_FORM),
  );
}

/** Drizzle's own table, so that its tools understand the database too. */
const CREATE_RECORD = `create table if not exists __drizzle_migrations
  (id integer primary key, hash text not null, created_at numeric)`;

/**
 * The steps that a database lacks. Throws `db_newer` when it has had steps that this program does not know:
 * an older program would write what the newer schema does not mean.
 */
export function findPending(database: SqliteDatabase, known: readonly Migration[], path: string): Migration[] {
  const done = new Set(
    database.$client.prepare("select created_at from __drizzle_migrations").pluck().all().map(Number),
  );
  const unknown = [...done].filter((generatedAt) => !known.some((step) => step.generatedAt === generatedAt));
  if (unknown.length > 0) {
    throw new StoreError(
      "db_newer",
      `The database ${path} was written by a newer version (${unknown.length} unknown steps of its schema). Update the program, or restore the backup that was made before the update.`,
    );
  }
  return known.filter((step) => !done.has(step.generatedAt));
}

/**
 * Brings the schema up to date in one transaction: all steps or none. Foreign keys are off meanwhile, because a step
 * that rebuilds a table drops the old one, and that would delete what hangs on its rows; they are checked at the end.
 */
export function migrate(database: SqliteDatabase, known: readonly Migration[], path: string): Migration[] {
  const client = database.$client;
  client.pragma("foreign_keys = OFF");
  try {
    return client
      .transaction(() => {
        client.exec(CREATE_RECORD);
        const pending = findPending(database, known, path);
        for (const step of pending) takeStep(database, step, path);
        const broken: unknown[] = client.prepare("pragma foreign_key_check").all();
        if (broken.length === 0) return pending;
        throw new StoreError("db_migration", `${broken.length} rows of ${path} would lose their incident.`);
      })
      .immediate();
  } finally {
    client.pragma("foreign_keys = ON");
  }
}

function takeStep({ $client }: SqliteDatabase, { tag, statements, hash, generatedAt }: Migration, path: string): void {
  try {
    for (const statement of statements) $client.exec(statement);
  } catch (error) {
    // Full disks and the like have words of their own.
    if (!/^SQLITE_(ERROR|CONSTRAINT)/.test(findSqliteCode(error) ?? "")) throw error;
    throw new StoreError("db_migration", `Step ${tag} of the schema failed on ${path}; nothing was changed.`, {
      cause: error,
    });
  }
  $client.prepare("insert into __drizzle_migrations (hash, created_at) values (?, ?)").run(hash, generatedAt);
}
