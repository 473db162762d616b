import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOON } from "@/lib/store/contract/samples.testing";
import { describeStore } from "@/lib/store/store-contract";
import { openSqliteStore } from "./open-sqlite";
import { MIGRATIONS_FOLDER } from "./temporary-database.testing";

describeStore("the SQLite store", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-store-"));
  const options = { path: join(folder, "status.db"), migrationsFolder: MIGRATIONS_FOLDER, at: NOON };
  let { store } = await openSqliteStore(options);
  return {
    store,
    async reopen() {
      await store.close();
      ({ store } = await openSqliteStore(options));
      return store;
    },
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
