import { eq, isNull, sql } from "drizzle-orm";
import type { AutomaticSide, Incident } from "@/lib/domain/incident";
import { AUTOMATIC_FIELDS } from "@/lib/store/fields";
import { requireSame } from "@/lib/store/same-incident";
import type { SqliteDatabase } from "./connection";
import { fromIncident, PERSONAL_COLUMNS } from "./row-shapes";
import { incidents } from "./schema";
import { resealed, TO_SEAL } from "./seal-rows";
import { placeholdersOf, takeOver } from "./upsert";

export interface IncidentWriter {
  /** What a round says. What people decided stays, and so does all of an incident that a person merged. */
  writeAutomatic(incident: AutomaticSide): void;
  /** Both sides. */
  writeWhole(incident: Incident): void;
}

export function createIncidentWriter(database: SqliteDatabase): IncidentWriter {
  const { id, anchorKey, anchorAt, personMergedInto } = incidents;
  const find = database
    .select({ id, anchorKey, anchorAt })
    .from(incidents)
    .where(eq(id, sql.placeholder("id")))
    .prepare();
  const upsertAutomatic = database
    .insert(incidents)
    .values({ ...placeholdersOf(AUTOMATIC_FIELDS), seal: TO_SEAL })
    .onConflictDoUpdate({
      target: id,
      set: { ...takeOver(incidents, AUTOMATIC_FIELDS), seal: resealed(incidents) },
      setWhere: isNull(personMergedInto),
    })
    .prepare();
  const all = [...AUTOMATIC_FIELDS, ...PERSONAL_COLUMNS] as const;
  const upsertWhole = database
    .insert(incidents)
    .values({ ...placeholdersOf(all), seal: TO_SEAL })
    .onConflictDoUpdate({ target: id, set: { ...takeOver(incidents, all), seal: resealed(incidents) } })
    .prepare();

  return {
    writeAutomatic(incident) {
      const there = find.get({ id: incident.id });
      if (there !== undefined) requireSame(there, incident);
      upsertAutomatic.run({ ...incident });
    },
    writeWhole(incident) {
      upsertWhole.run({ ...fromIncident(incident) });
    },
  };
}
