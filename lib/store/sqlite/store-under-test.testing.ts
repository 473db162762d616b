import { rmSync } from "node:fs";
import { join } from "node:path";
import type { StoreUnderTest } from "@/lib/store/contract/subject.testing";
import { openSqliteStore } from "./open-sqlite";
import { makeQuickFolder, sqliteOptions } from "./temporary-database.testing";

/** A new SQLite store in a folder of its own. */
export async function openUnderTest(): Promise<StoreUnderTest> {
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
}
