import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { StoreError } from "@/lib/store/store-error";
import { leaveWal, type SqliteDatabase, withDatabase } from "./connection";
import { type Candidate, dropDatabase } from "./restore-backup";
import { hasSameRows, verifyDatabase } from "./verify-database";

/**
 * Builds a database from the file that is still open though its name is gone. Throws when the open file does not
 * answer, or not with all that was written.
 */
export function rescueOpenFile(database: SqliteDatabase, path: string, writtenSeq: number): Candidate {
  const target = `${path}.restoring`;
  mkdirSync(dirname(path), { recursive: true });
  dropDatabase(target);
  try {
    const original = verifyDatabase(database, path);
    database.$client.prepare("vacuum into ?").run(target);
    const copy = withDatabase(target, (candidate) => {
      leaveWal(candidate);
      return verifyDatabase(candidate, target);
    });
    const isWhole = copy.uuid === original.uuid && copy.seq === original.seq && hasSameRows(copy, original);
    if (!isWhole || copy.seq < writtenSeq) throw new StoreError("db_lost", `The open file of ${path} is not whole.`);
  } catch (error) {
    dropDatabase(target);
    throw error;
  }
  const message =
    "The database was deleted or replaced while it was open; the open file was put back, with everything.";
  return { path: target, from: "open_file", message, replayed: 0 };
}
