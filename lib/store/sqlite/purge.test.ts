import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { makeBatch, makeWords } from "@/lib/store/contract/samples.testing";
import { damageFrom, fill, makeMany, openOne, readAll } from "./healing.testing";

const OLD_AT = 1000;

/** Incidents that ended at `OLD_AT`, in one batch. */
function manyOld(count: number, firstId: number) {
  const ids = Array.from({ length: count }, (_, index) => firstId + index);
  return makeBatch(makeMany(ids, () => OLD_AT));
}

test("many incidents that are too old go in steps, between which others write, and all are gone in the end", async () => {
  const { store, path } = await openOne();
  await store.commit(manyOld(1700, 100));
  await fill(store, 3);
  await store.commit(makeBatch({ purgeEndedBefore: OLD_AT + 1 }));
  const count = () => {
    const database = new Database(path, { readonly: true });
    const left = database
      .prepare("select count(*) from incidents where id >= 100 and ended_at = ?")
      .pluck()
      .get(OLD_AT);
    database.close();
    return left;
  };
  expect(count()).toBe(1200);
  await store.edit(makeWords(1800, "between two steps"));
  expect(count()).toBeGreaterThan(0);
  await vi.waitFor(() => expect(count()).toBe(0), 5000);
  const left = await readAll(store);
  expect(left.map(({ incident }) => incident.id)).toEqual([1802, 1801, 1800]);
  expect(left.at(-1)?.updates.map(({ text }) => text)).toContain("between two steps");
});

test("what went in steps is gone after a restore from the backup and the journal too", async () => {
  const opened = await openOne();
  await opened.store.commit(manyOld(1200, 100));
  await opened.store.backUp();
  await fill(opened.store, 3);
  await opened.store.commit(makeBatch({ purgeEndedBefore: OLD_AT + 1 }));
  await vi.waitFor(async () => expect((await readAll(opened.store)).length).toBeLessThan(100), 5000);
  const before = await readAll(opened.store);
  await opened.store.close();
  damageFrom(opened.path, 1);
  const again = await openOne(opened.path);
  expect(again.opening.kind).toBe("restored");
  expect(await readAll(again.store)).toEqual(before);
});
