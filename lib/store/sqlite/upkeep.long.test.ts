import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time";
import { makeBatch, makeProblem, NOON } from "@/lib/store/contract/samples.testing";
import { fill, openWithClock } from "./healing.testing";
import { makeDiskFolder } from "./temporary-database.testing";

test("a reader that does not end lets the write-ahead log grow: a warning, until it is cut again", async () => {
  const { path, store, pass } = await openWithClock(join(makeDiskFolder(), "status.db"));
  await fill(store, 2);
  const reader = new Database(path, { readonly: true });
  onTestFinished(() => {
    reader.close();
  });
  reader.exec("begin");
  reader.prepare("select count(*) from incidents").get();
  const output = "x".repeat(1024 * 1024);
  for (let round = 0; round < 66; round += 1) {
    const problems = [makeProblem(1, "service 1", { output: output + round })];
    await store.commit(makeBatch({ at: NOON + round, problems }));
  }
  await pass(MINUTE_MS);
  expect(store.facts().warnings).toMatchObject([{ code: "wal_large" }]);
  expect(store.facts().walBytes).toBeGreaterThan(64 * 1024 * 1024);
  reader.exec("commit");
  await pass(MINUTE_MS);
  expect(store.facts().warnings).toEqual([]);
  expect(store.facts().walBytes).toBe(0);
});
