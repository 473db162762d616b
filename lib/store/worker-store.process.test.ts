import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "./open-store";
import { makeQuickFolder, sqliteOptions } from "./sqlite/temporary-database.testing";
import { describeStore } from "./store-contract";
import { bundleWorker } from "./worker-bundle.testing";

const { workerPath, dispose } = bundleWorker();
afterAll(dispose);

describeStore("the SQLite store in its worker", async () => {
  const folder = makeQuickFolder();
  const options = { ...sqliteOptions(join(folder, "status.db")), workerPath };
  let { store } = await openStore(options);
  return {
    store,
    async reopen() {
      await store.close();
      ({ store } = await openStore(options));
      return store;
    },
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
