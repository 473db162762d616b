import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "@/lib/config/config";
import type { OperationEvent } from "@/lib/domain/operation";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { openStore } from "@/lib/store/open-store";
import type { Opening } from "@/lib/store/sqlite/open-sqlite";
import type { Store } from "@/lib/store/store";
import type { Source } from "./find-source";
import { createLateStore } from "./late-store";

export interface OpenInput {
  config: Config;
  /** Folder of the project: migrations and the bundled worker are found from here. */
  root: string;
  clock: Clock;
  log: Log;
  source: Source;
  note: (event: OperationEvent) => void;
}

/** The database of this source. Rejects only when another Vitrine uses it: two pollers would tell everything twice. */
export async function openOwnStore({ config, root, clock, log, source, note }: OpenInput): Promise<Store> {
  const workerPath = join(root, ".next", "vitrine", "store-worker.mjs");
  const path = source.databasePath;
  const open = async () => {
    const { store, opening } = await openStore({
      path,
      migrationsFolder: join(root, "drizzle", "sqlite"),
      backupFolder: source.kind === "demo" ? `${path}.backups` : config.backup.folder,
      keepMs: config.backup.keepMs,
      keepDailyMs: config.backup.keepDailyMs,
      workerPath: existsSync(workerPath) ? workerPath : null,
      onEvent(event) {
        const isWell = event.kind === "backup" || event.kind === "over";
        log[isWell ? "info" : "warn"](event.message, event.code === null ? {} : { reason: event.code });
        note(event);
      },
    });
    sayOpening(opening, log);
    return store;
  };
  const store = await createLateStore(open, clock);
  const { trouble } = store.facts();
  if (trouble === null) return store;
  if (trouble.code === "db_in_use") throw new Error(trouble.message);
  log.error(`${trouble.message} The page shows the live states without it; opening it is tried again.`);
  note({ at: clock.now(), kind: "failure", part: "store", code: trouble.code, message: trouble.message });
  return store;
}

function sayOpening(opening: Opening, log: Log): void {
  if (opening.kind === "created") log.info("Created a new database");
  if (opening.kind === "restored") log.warn(opening.message, { reason: "db_restored" });
  if (opening.kind === "migrated") {
    log.info(`Database brought up to date (${opening.steps.join(", ")}); the old one is kept at ${opening.backupPath}`);
  }
  if (opening.kind === "imported") {
    const { incidents } = opening.counts;
    log.info(`Took over ${incidents} incidents of the predecessor; its database is kept at ${opening.backupPath}`);
  }
}
