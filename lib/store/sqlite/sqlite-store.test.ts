import { rmSync } from "node:fs";
import { join } from "node:path";
import { describeStore } from "@/lib/store/store-contract";
import { openSqliteStore } from "./open-sqlite";
import { makeQuickFolder, sqliteOptions } from "./temporary-database.testing";

describeStore("the SQLite store", async () => {
  const folder = makeQuickFolder();
  const options = sqliteOptions(join(folder, "status.db"));
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
