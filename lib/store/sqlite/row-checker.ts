import type { OperationEvent } from "@/lib/domain/operation";
import { type SqliteDatabase, withDatabase, writeAtOnce } from "./connection";
import type { Place } from "./heal";
import { makeReadable, repairRows } from "./repair-rows";
import { type BrokenSeal, findBrokenSeals, sealMarked } from "./seal-rows";
import type { StoreBoard } from "./store-board";

export interface RowCheckerInput {
  place: Place;
  board: StoreBoard;
  emit: (kind: OperationEvent["kind"], code: OperationEvent["code"], message: string) => void;
  /** Runs something, and once more when the file had to be healed for it. */
  mend: <T>(action: () => T) => T;
  database: () => SqliteDatabase;
}

/** Looks for rows that do not say any more what was written: put back where that can be had, otherwise a warning. */
export interface RowChecker {
  check(): void;
  /** Also seals what asks for it. */
  checkAtOpening(): void;
}

export function createRowChecker({ place, board, emit, mend, database }: RowCheckerInput): RowChecker {
  function check(): void {
    const broken = withDatabase(place.path, findBrokenSeals, { readonly: true });
    // An index may not know the damaged row any more: then the whole file is healed.
    const left = broken.length === 0 ? [] : mend(() => repairRows(database(), place, broken));
    if (left.length > 0) makeReadable(database());
    if (broken.length > left.length) {
      const words = `Rows of ${sayOwners(broken)} were not what had been written; they were put back.`;
      emit("recovery", "db_damaged_rows", words);
    }
    const why = `Rows of ${sayOwners(left)} are not what was written, and no backup has them.`;
    if (board.warn("db_damaged_rows", left.length === 0 ? null : why)) emit("failure", "db_damaged_rows", why);
  }

  return {
    check,
    checkAtOpening() {
      check();
      writeAtOnce(database(), sealMarked);
    },
  };
}

function sayOwners(rows: readonly BrokenSeal[]): string {
  const owners = [...new Set(rows.map(({ owner }) => owner))];
  return `${owners.slice(0, 20).join(", ")}${owners.length > 20 ? " and more" : ""}`;
}
