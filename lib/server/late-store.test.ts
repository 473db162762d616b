import { expect, it } from "vitest";
import { systemClock } from "@/lib/platform/clock";
import { createMemoryStore } from "@/lib/store/memory";
import { StoreError } from "@/lib/store/store-error";
import { createLateStore } from "./late-store";

function openAfter(failures: number) {
  let tries = 0;
  return {
    open: async () => {
      tries += 1;
      if (tries <= failures) throw new StoreError("db_readonly", "may not be written");
      return createMemoryStore();
    },
    tries: () => tries,
  };
}

it("a store that opens is simply there", async () => {
  const store = await createLateStore(openAfter(0).open, systemClock);
  await store.ping();
  expect(store.facts().trouble).toBeNull();
});

it("a store that does not open says why, and is tried again, not at each call", async () => {
  let passedMs = 0;
  const clock = { ...systemClock, monotonic: () => passedMs };
  const { open, tries } = openAfter(2);
  const store = await createLateStore(open, clock);
  await expect(store.ping()).rejects.toMatchObject({ code: "db_readonly" });
  await expect(store.lastIncidentId()).rejects.toMatchObject({ code: "db_readonly" });
  expect(tries()).toBe(1);
  expect(store.facts().trouble).toMatchObject({ code: "db_readonly", message: "may not be written" });
  passedMs = 5000;
  await expect(store.ping()).rejects.toMatchObject({ code: "db_readonly" });
  passedMs = 10_000;
  await Promise.all([store.ping(), store.ping()]);
  expect(tries()).toBe(3);
  expect(await store.lastIncidentId()).toBe(0);
});

it("an addon of another Node is said with what to do, by the trouble and by every call", async () => {
  const said =
    "The module '/srv/node_modules/better-sqlite3/build/Release/better_sqlite3.node'\nwas compiled against ...";
  const store = await createLateStore(() => Promise.reject(new Error(said)), systemClock);
  expect(store.facts().trouble).toMatchObject({ code: "db_failed" });
  expect(store.facts().trouble?.message).toContain("npm rebuild better-sqlite3");
  await expect(store.lastIncidentId()).rejects.toMatchObject({ message: store.facts().trouble?.message });
});

it("a store that takes long to open keeps nobody waiting, and is there when it has opened", async () => {
  let release: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  let passedMs = 0;
  const clock = {
    ...systemClock,
    monotonic: () => passedMs,
    after: (_: number, action: () => void) => systemClock.after(5, action),
  };
  const open = async () => {
    await opened;
    return createMemoryStore();
  };
  const store = await createLateStore(open, clock);
  await expect(store.ping()).rejects.toMatchObject({ code: "db_stalled" });
  expect(store.facts().trouble?.code).toBe("db_stalled");
  passedMs = 6000;
  await expect(store.ping()).rejects.toMatchObject({ code: "db_stalled" });
  release();
  await new Promise((resolve) => setTimeout(resolve, 10));
  await store.ping();
  expect(store.facts().trouble).toBeNull();
});
