import { eq } from "drizzle-orm";
import { cleanTexts } from "@/lib/store/clean-texts";
import type { Store } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import { takeBatch, takeUpdate } from "@/lib/store/take-batch";
import { type SqliteDatabase, writeAtOnce } from "./connection";
import { type FileIdentity, identifyFile, isSameFile } from "./database-file";
import { createQueue } from "./queue";
import { readIncident, readIncidents, toIncident } from "./read-incidents";
import { retryBusy } from "./retry-busy";
import { incidents, incidentUpdates, publications } from "./schema";
import { explainSqliteError } from "./sqlite-errors";
import { createRoundWriter } from "./write-round";

/** `gone`: no file has the name any more. `replaced`: another file has it. */
export type FileCheck = "same" | "gone" | "replaced";

export interface FileStore extends Store {
  /**
   * Whether the file at the path is still the one that is open. SQLite would go on to "write" into a deleted file
   * without an error, so every write and `ping` look here first and reject with `db_lost`.
   */
  checkFile(): FileCheck;
}

const PUBLICATION_ID = 1;

/** The store over an open database. `busyWaitMs`: how long a call waits for another program's lock. */
export function createSqliteStore(
  database: SqliteDatabase,
  path: string,
  identity: FileIdentity | null,
  busyWaitMs: number,
): FileStore {
  const queue = createQueue();
  const writeRound = createRoundWriter(database);

  function checkFile(): FileCheck {
    const now = identifyFile(path);
    if (now === null) return "gone";
    return isSameFile(now, identity) ? "same" : "replaced";
  }

  function requireFile(): void {
    const found = checkFile();
    if (found === "same") return;
    throw new StoreError(
      "db_lost",
      found === "gone"
        ? `The database ${path} was deleted while it was open.`
        : `Another file took the place of the database ${path} while it was open.`,
    );
  }

  async function attempt<T>(action: () => T): Promise<T> {
    if (!database.$client.open) throw new StoreError("db_closed", "The store is closed.");
    try {
      return await retryBusy(action, busyWaitMs);
    } catch (error) {
      throw explainSqliteError(error, path);
    }
  }

  function write<T>(action: (tx: SqliteDatabase) => T): Promise<T> {
    return queue(() =>
      attempt(() => {
        requireFile();
        return writeAtOnce(database, action);
      }),
    );
  }

  return {
    checkFile,
    async commit(batch) {
      const taken = takeBatch(batch);
      return write(() => ({ openedIds: writeRound(taken) }));
    },
    listIncidents: (query) => attempt(() => readIncidents(database, query)),
    findIncident: (id) => attempt(() => readIncident(database, id)),
    async addUpdate(incidentId, update) {
      const taken = takeUpdate(update);
      return write((tx) => {
        if (readIncident(tx, incidentId) === null) return null;
        return tx
          .insert(incidentUpdates)
          .values({ ...taken, incidentId })
          .returning()
          .get();
      });
    },
    setReviewUrl: (incidentId, url) =>
      write((tx) => {
        const change = { reviewUrl: cleanTexts(url) };
        const row = tx.update(incidents).set(change).where(eq(incidents.id, incidentId)).returning().get();
        // SQLite answers no row when nothing matched, whatever the type says.
        return row === undefined ? null : toIncident(row);
      }),
    async savePublication(text, at) {
      const row = { text: cleanTexts(text), savedAt: at };
      await write((tx) =>
        tx
          .insert(publications)
          .values({ id: PUBLICATION_ID, ...row })
          .onConflictDoUpdate({ target: publications.id, set: row })
          .run(),
      );
    },
    async loadPublication() {
      const row = await attempt(() => database.select().from(publications).get());
      return row === undefined ? null : { text: row.text, at: row.savedAt };
    },
    ping: () =>
      attempt(() => {
        requireFile();
        database.select({ id: incidents.id }).from(incidents).limit(1).all();
      }),
    close: () =>
      queue(async () => {
        database.$client.close();
      }),
  };
}
