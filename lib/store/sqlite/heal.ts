import { rmSync } from "node:fs";
import type { EpochMs } from "@/lib/domain/time";
import type { StoreError } from "@/lib/store/store-error";
import { identifyFile, isSameFile } from "./database-file";
import type { Migration } from "./migrations";
import { findOwner } from "./owner";
import { putInPlace, quarantine } from "./quarantine";
import { rescueOpenFile } from "./rescue-open-file";
import { type Candidate, restoreBackup } from "./restore-backup";
import { salvageDatabase } from "./salvage";
import type { Session } from "./session";

/** Where a database lives and where its past is. */
export interface Place {
  path: string;
  backupFolder: string;
  known: readonly Migration[];
  now: () => EpochMs;
}

/** What was put in place, and where what stood there is kept. */
export interface Healed extends Candidate {
  quarantinePath: string | null;
}

/**
 * Puts a database in the place of one that is damaged, empty or not there: from the newest sound backup, otherwise from
 * what can be read of it. Throws `db_corrupt` or the given cause when nothing can be had,
 * and leaves everything as it was. `close` closes what is open, and may have moved it away already.
 */
export function healFile(
  place: Place,
  uuid: string | null,
  cause: StoreError,
  close: () => string | null = () => null,
): Healed {
  const wanted = uuid ?? findOwner(place.backupFolder);
  const candidate = restoreBackup({ ...place, uuid: wanted }) ?? salvageDatabase({ ...place, uuid: wanted });
  if (candidate === null) throw cause;
  const quarantinePath = close() ?? quarantine(place.path, place.now());
  return finish(place, { ...candidate, message: `${cause.message} ${candidate.message}` }, quarantinePath);
}

/** Puts the database back that is still open though its name is gone, or has another file. */
export function healLost(place: Place, session: Session, writtenSeq: number, cause: StoreError): Healed {
  let candidate: Candidate;
  try {
    candidate = rescueOpenFile(session.database, place.path, writtenSeq);
  } catch {
    return healFile(place, session.uuid, cause, () => closeLost(place, session));
  }
  const quarantinePath = closeLost(place, session);
  return finish(place, { ...candidate, message: `${cause.message} ${candidate.message}` }, quarantinePath);
}

/**
 * Closing deletes the journals at the path by their names: what stands there must have moved away before. Our own
 * write-ahead log, if it still has its name, must not go with another database.
 */
function closeLost({ path, now }: Place, session: Session): string | null {
  if (isSameFile(identifyFile(`${path}-wal`), session.walIdentity)) dropJournals(path);
  const quarantinePath = quarantine(path, now());
  session.database.$client.close();
  return quarantinePath;
}

function finish(place: Place, candidate: Candidate, quarantinePath: string | null): Healed {
  dropJournals(place.path);
  putInPlace(candidate.path, place.path);
  const kept = quarantinePath === null ? "" : ` What stood there is kept at ${quarantinePath}.`;
  return { ...candidate, path: place.path, message: candidate.message + kept, quarantinePath };
}

function dropJournals(path: string): void {
  for (const suffix of ["-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
}
