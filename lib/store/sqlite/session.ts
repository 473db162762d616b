import { statSync } from "node:fs";
import { type ChangeWriter, createChangeWriter } from "./change";
import { connect, enterWal, type SqliteDatabase, withDatabase } from "./connection";
import { type FileIdentity, identifyFile, isSameFile } from "./database-file";
import { findSqliteCode, isBusy, isDamage } from "./sqlite-errors";
import { readMeta } from "./store-meta";

/** An open database of ours, of the present schema. */
export interface Session {
  database: SqliteDatabase;
  writer: ChangeWriter;
  uuid: string;
  /** Which file it was when it was opened. */
  identity: FileIdentity | null;
  /** Which file its write-ahead log is. */
  walIdentity: FileIdentity | null;
  /** Its size when it was last looked at. */
  bytes: number;
}

/** Opens what stands at a path. Throws what SQLite throws. */
export function openSession(path: string): Session {
  const database = connect(path);
  try {
    enterWal(database);
    const { uuid } = readMeta(database);
    const writer = createChangeWriter(database);
    const [identity, walIdentity] = [identifyFile(path), identifyFile(`${path}-wal`)];
    return { database, writer, uuid, identity, walIdentity, bytes: statSync(path).size };
  } catch (error) {
    database.$client.close();
    throw error;
  }
}

/** What became of the file of an open database. */
export type Verdict =
  | { kind: "same" }
  /** SQLite would go on to "write" into it without an error. */
  | { kind: "gone" | "replaced"; why: string }
  /** Another size than it can have by itself, or another content. */
  | { kind: "changed"; why: string };

/** Looks at the file's name, number and size, and at its write-ahead log. */
export function lookAtFile(session: Session, path: string): Verdict {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) return { kind: "gone", why: `The database ${path} was deleted while it was open.` };
  if (!isSameFile({ dev: stats.dev, ino: stats.ino }, session.identity)) {
    return { kind: "replaced", why: `Another file took the place of the database ${path} while it was open.` };
  }
  if (session.walIdentity !== null && !isSameFile(identifyFile(`${path}-wal`), session.walIdentity)) {
    return { kind: "gone", why: `The write-ahead log of the database ${path} was deleted while it was open.` };
  }
  const bytes = Number(stats.size);
  const before = session.bytes;
  session.bytes = bytes;
  if (bytes >= before) return { kind: "same" };
  return { kind: "changed", why: `The database ${path} shrank from ${before} to ${bytes} bytes.` };
}

/**
 * Asks the file itself which database it is, with a connection of its own: the open one would answer from its memory.
 * A lock of another program is no answer: then it is taken for the same. Throws when the disk does not let it ask.
 */
export function askFile({ database, uuid }: Session, path: string): Verdict {
  try {
    const there = withDatabase(path, readMeta, { readonly: true });
    if (there.uuid === uuid && there.seq === readMeta(database).seq) return { kind: "same" };
  } catch (error) {
    if (isBusy(error)) return { kind: "same" };
    const code = findSqliteCode(error);
    // `SQLITE_ERROR`: it has no such table.
    if (code !== null && code !== "SQLITE_ERROR" && !isDamage(error)) throw error;
  }
  return { kind: "changed", why: `The content of the database ${path} was damaged or replaced while it was open.` };
}
