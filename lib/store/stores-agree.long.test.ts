import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { beginWithSome, type Command, commands } from "./contract/commands.testing";
import { readWholeHistory } from "./contract/subject.testing";
import { createMemoryStore } from "./memory";
import { openSqliteStore } from "./sqlite/open-sqlite";
import { makeQuickFolder, sqliteOptions } from "./sqlite/temporary-database.testing";
import type { Store } from "./store";

/** What a store answered or, when it refused, the code. */
async function record(store: Store, command: Command): Promise<unknown> {
  try {
    return await command(store);
  } catch (error) {
    return { refused: error instanceof Error && "code" in error ? error.code : error };
  }
}

test("the memory store and the SQLite store answer every sequence of commands alike", async () => {
  const folder = makeQuickFolder();
  let run = 0;
  const everything: Command = (store) => store.listIncidents({ which: { kind: "all" }, limit: 100 });
  const listRecord: Command = (store) => store.listRecord(0);
  const listPoints: Command = (store) => store.listPoints();
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { minLength: 1, maxLength: 40, size: "max" }), async (sequence) => {
        run += 1;
        const memory = createMemoryStore();
        const path = join(folder, `${run}.db`);
        const { store: sqlite } = await openSqliteStore(sqliteOptions(path));
        for (const command of [beginWithSome, ...sequence, everything, readWholeHistory, listRecord, listPoints]) {
          expect(await record(sqlite, command)).toEqual(await record(memory, command));
        }
        await sqlite.close();
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
