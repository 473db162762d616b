import { performance } from "node:perf_hooks";
import { StoreError } from "@/lib/store/store-error";
import { writeAtOnce } from "./connection";
import { explainLoss, prepareFile } from "./database-file";
import { type Healed, healFile, healLost, type Place } from "./heal";
import type { ProcessLock } from "./process-lock";
import { askFile, lookAtFile, openSession, type Session, type Verdict } from "./session";
import { isBusy } from "./sqlite-errors";
import { touch } from "./store-meta";
import { verifyFile } from "./verify-database";

/** Healing copies whole databases and opening again may hang: neither more often than this. */
const AGAIN_MS = 5000;

/** Keeps a connection to the right, sound file, whatever happens to the file. */
export interface SessionKeeper {
  current(): Session;
  /** Before a write: the file is the one that is open, or it is healed. */
  look(): void;
  /** Asks the file itself, too. */
  ask(): void;
  /** Reads the whole file. Heals it when it is damaged. */
  verify(): void;
  healDamage(cause: StoreError): void;
  /** A disk failed under the connection: the next look opens another one. */
  suspect(): void;
  close(): void;
}

export interface SessionKeeperInput {
  place: Place;
  lock: ProcessLock;
  /** The last change that was made, by memory. */
  writtenSeq: () => number;
  onHealed: (healed: Healed, session: Session) => void;
}

export function createSessionKeeper({ place, lock, writtenSeq, onHealed }: SessionKeeperInput): SessionKeeper {
  const { path } = place;
  let session = openSession(path);
  let isSuspect = false;
  let renewedMs = Number.NEGATIVE_INFINITY;
  let refused: { atMs: number; error: unknown } | null = null;

  const isOpen = () => session.database.$client.open;

  /** One failed attempt stands for those of the next seconds. */
  function heal(action: () => Healed): void {
    if (refused !== null && performance.now() - refused.atMs < AGAIN_MS) throw refused.error;
    try {
      const healed = action();
      session = openSession(path);
      refused = null;
      onHealed(healed, session);
    } catch (error) {
      // A lock passes soon.
      if (!isBusy(error)) refused = { atMs: performance.now(), error };
      throw error;
    }
  }

  function closeNow(): null {
    session.database.$client.close();
    return null;
  }

  function healDamage(cause: StoreError): void {
    heal(() => healFile(place, session.uuid, cause, closeNow));
  }

  function settle(verdict: Verdict): void {
    if (verdict.kind === "same") return;
    if (verdict.kind !== "changed") {
      const lost = new StoreError("db_lost", verdict.why);
      heal(() => healLost(place, session, writtenSeq(), lost));
    } else requireSound(verdict.why);
  }

  /** The file changed in a way that damage would explain: it is read whole. */
  function requireSound(why: string): void {
    try {
      const found = verifyFile(path);
      if (found.uuid === session.uuid && found.seq >= writtenSeq()) return;
    } catch (error) {
      if (!(error instanceof StoreError) || !["db_corrupt", "db_foreign"].includes(error.code)) throw error;
    }
    healDamage(new StoreError("db_corrupt", why));
  }

  /** After a heal that failed in its middle. */
  function reopen(): void {
    const standing = prepareFile(path);
    if (standing === "present") {
      session = openSession(path);
      return;
    }
    const cause =
      standing === "absent" ? new StoreError("db_lost", `The database ${path} is gone.`) : explainLoss(path, standing);
    heal(() => healFile(place, session.uuid, cause));
  }

  function renew(): void {
    if (performance.now() - renewedMs < AGAIN_MS) return;
    renewedMs = performance.now();
    let next: Session | null = null;
    try {
      next = openSession(path);
      writeAtOnce(next.database, touch);
    } catch {
      // The old one can still be read, perhaps.
      next?.database.$client.close();
      return;
    }
    const before = session;
    session = next;
    isSuspect = false;
    before.database.$client.close();
  }

  function look(): void {
    lock.keep();
    if (!isOpen()) reopen();
    settle(lookAtFile(session, path));
    if (isSuspect) renew();
  }

  return {
    current() {
      if (!isOpen()) reopen();
      return session;
    },
    look,
    ask() {
      look();
      settle(askFile(session, path));
    },
    verify() {
      look();
      try {
        verifyFile(path);
      } catch (error) {
        if (!(error instanceof StoreError) || error.code !== "db_corrupt") throw error;
        healDamage(error);
      }
    },
    healDamage,
    suspect() {
      isSuspect = true;
    },
    close: closeNow,
  };
}
