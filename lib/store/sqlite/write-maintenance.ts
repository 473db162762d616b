import type { AutomaticMaintenance } from "@/lib/domain/maintenance";
import type { SqliteDatabase } from "./connection";
import { fromMaintenance } from "./row-shapes";
import { maintenances } from "./schema";
import { resealed, TO_SEAL } from "./seal-rows";
import { placeholdersOf, takeOver } from "./upsert";

const WRITTEN = ["id", "status", "startsAt", "endsAt", "endedAt", "details"] as const;

/** Makes the function that writes what a round says of a maintenance. What people wrote about it stays. */
export function createMaintenanceWriter(database: SqliteDatabase): (maintenance: AutomaticMaintenance) => void {
  const upsert = database
    .insert(maintenances)
    .values({ ...placeholdersOf(WRITTEN), seal: TO_SEAL })
    .onConflictDoUpdate({
      target: maintenances.id,
      set: { ...takeOver(maintenances, WRITTEN), seal: resealed(maintenances) },
    })
    .prepare();
  return (maintenance) => void upsert.run(fromMaintenance(maintenance));
}
