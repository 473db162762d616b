import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { damage, expectWhole, fill, openOne, readAll } from "./healing.testing";

test("a database that is damaged anywhere, running or not, comes back as it was or was not touched by it", async () => {
  for (let round = 0; round < 6; round += 1) {
    let at = 0;
    const opened = await openOne(undefined, { now: () => at });
    await fill(opened.store, 25);
    await opened.store.backUp();
    await fill(opened.store, 5);
    const before = await readAll(opened.store);
    const isRunning = round % 2 === 0;
    if (!isRunning) await opened.store.close();
    const bytes = statSync(opened.path).size;
    damage(opened.path, Math.floor(Math.random() * bytes), 1 + Math.floor(Math.random() * 9000));
    const { store } = isRunning ? opened : await openOne(opened.path);
    at += 3_600_000;
    await store.tend();
    expect(store.facts()).toMatchObject({ trouble: null, warnings: [] });
    await expectWhole({ path: opened.path, store }, before);
  }
});
