import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { beginWithSome, commands } from "@/lib/store/contract/commands.testing";
import type { Store } from "@/lib/store/store";
import { listBackups } from "./backup-files";
import { openSqliteStore } from "./open-sqlite";
import { makeQuickFolder, sqliteOptions } from "./temporary-database.testing";

async function readEverything(store: Store) {
  return {
    incidents: await store.listIncidents({ which: { kind: "all" }, limit: 1000 }),
    maintenances: await store.listMaintenances({ since: 0, limit: 1000 }),
    lastIds: [await store.lastIncidentId(), await store.lastMaintenanceId()],
    warnings: store.facts().warnings,
  };
}

test.each([
  ["the first backup and the journal", 0],
  ["the journal alone", 9],
])(
  "whatever was done, it is there again after a restore from %s",
  async (_, lostBackups) => {
    const folder = makeQuickFolder();
    let run = 0;
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(commands, { minLength: 1, maxLength: 40, size: "max" }), async (sequence) => {
          run += 1;
          const options = sqliteOptions(join(folder, `${run}.db`));
          const { store } = await openSqliteStore(options);
          for (const command of [beginWithSome, ...sequence]) await command(store).catch(() => undefined);
          const before = await readEverything(store);
          await store.close();
          for (const backup of listBackups(options.backupFolder).slice(0, lostBackups)) rmSync(backup.path);
          for (const suffix of ["", "-wal", "-shm"]) rmSync(`${options.path}${suffix}`, { force: true });
          const again = await openSqliteStore(options);
          const after = await readEverything(again.store);
          await again.store.close();
          expect(after).toEqual(before);
        }),
        { numRuns: 40 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  600_000,
);
