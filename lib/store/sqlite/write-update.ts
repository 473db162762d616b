import { and, eq, ne, sql } from "drizzle-orm";
import type { IncidentUpdate, NewUpdate } from "@/lib/domain/incident";
import { NEW_UPDATE_FIELDS, UPDATE_FIELDS } from "@/lib/store/fields";
import type { SqliteDatabase } from "./connection";
import { incidentUpdates } from "./schema";
import { resealed, TO_SEAL } from "./seal-rows";
import { placeholdersOf, takeOver } from "./upsert";

export interface UpdateWriter {
  /** Adds what a round says, unless it is kept already. */
  add(update: NewUpdate): void;
  /** Writes what a person said under its id. */
  write(update: IncidentUpdate): void;
}

export function createUpdateWriter(database: SqliteDatabase): UpdateWriter {
  const insert = database
    .insert(incidentUpdates)
    .values({ ...placeholdersOf(NEW_UPDATE_FIELDS), seal: TO_SEAL })
    .prepare();
  const findSame = prepareFindSame(database);
  const upsert = database
    .insert(incidentUpdates)
    .values({ ...placeholdersOf(UPDATE_FIELDS), seal: TO_SEAL })
    .onConflictDoUpdate({
      target: incidentUpdates.id,
      set: { ...takeOver(incidentUpdates, UPDATE_FIELDS), seal: resealed(incidentUpdates) },
    })
    .prepare();
  const moveAway = database
    .update(incidentUpdates)
    .set({ id: sql`(select max(id) + 1 from incident_updates)`, seal: resealed(incidentUpdates) })
    .where(and(eq(incidentUpdates.id, sql.placeholder("id")), ne(incidentUpdates.kind, "person")))
    .prepare();

  return {
    add(update) {
      // Asked, and not left to the index: an insert that it refuses uses an id up, of which the journal does not hear.
      if (findSame.get({ ...update }) === undefined) insert.run({ ...update });
    },
    write(update) {
      // Made again over an upgraded backup, or after a loss, an automatic one may have the id. Only a person's is public.
      moveAway.run({ id: update.id });
      upsert.run({ ...update });
    },
  };
}

function prepareFindSame(database: SqliteDatabase) {
  const { id, incidentId, at, kind, code, reference } = incidentUpdates;
  return database
    .select({ id })
    .from(incidentUpdates)
    .where(
      and(
        eq(incidentId, sql.placeholder("incidentId")),
        eq(at, sql.placeholder("at")),
        eq(kind, sql.placeholder("kind")),
        sql`${code} is ${sql.placeholder("code")}`,
        eq(reference, sql.placeholder("reference")),
      ),
    )
    .prepare();
}
