import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "./open-store";
import { makeQuickFolder, sqliteOptions } from "./sqlite/temporary-database.testing";
import { describeStore, describeStoreAtLength } from "./store-contract";
import { bundleWorker } from "./worker-bundle.testing";

const { workerPath, dispose } = bundleWorker();
afterAll(dispose);

async function openInWorker() {
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
}

describeStore("the SQLite store in its worker", openInWorker);
describeStoreAtLength("the SQLite store in its worker", openInWorker);
