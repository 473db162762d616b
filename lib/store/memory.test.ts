import { createMemoryStore } from "./memory";
import { describeStore } from "./store-contract";

async function openMemory() {
  const store = createMemoryStore();
  return { store, dispose: () => store.close() };
}

describeStore("the memory store", openMemory, { remembers: false });
