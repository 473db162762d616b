import { createMemoryStore } from "./memory";
import { openUnderTest } from "./sqlite/store-under-test.testing";
import { describeStoreAtLength } from "./store-contract";

describeStoreAtLength("the SQLite store", openUnderTest);

describeStoreAtLength("the memory store", async () => {
  const store = createMemoryStore();
  return { store, dispose: () => store.close() };
});
