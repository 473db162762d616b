import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import {
  createDatabaseLoss,
  type DatabaseLoss,
  moveLogIntoFile,
  overwrite,
  RESTORED,
  spoil,
} from "@/tests/chaos/database-loss";
import { type DatabaseStage, setDatabaseStage } from "@/tests/chaos/database-stage";
import { waitUntil } from "@/tests/support/vitrine-server";

let subject: DatabaseStage;
let loss: DatabaseLoss;

beforeAll(async () => {
  subject = await setDatabaseStage();
  loss = createDatabaseLoss(subject);
  await loss.say("written at the beginning");
});

afterAll(() => subject.dispose());

chaosRow(
  {
    id: "D8",
    variant: "header, running",
    fault: "the head of the database is overwritten while it is open",
    expected: RESTORED,
  },
  () =>
    loss.endure(() => {
      moveLogIntoFile(subject.path);
      spoil(subject.path, "head");
    }),
);

chaosRow(
  {
    id: "D8",
    variant: "at boot",
    fault: "pages of the database are overwritten while the service is stopped",
    expected: `${RESTORED}; what stood there is kept`,
  },
  async () => {
    await loss.say("written before the damage");
    const before = await subject.stage.incidents();
    await loss.restart(() => {
      spoil(subject.path, "some pages");
    });
    const { store } = await subject.health();
    expect(store?.restored?.message).toContain("was put in place");
    loss.expectNothingLost();
    expect(await subject.stage.incidents()).toEqual(before);
    expect(readdirSync(dirname(subject.path)).some((name) => name.includes(".quarantine-"))).toBe(true);
    return { observed: store?.restored?.message ?? "", recoveredMs: null };
  },
);

chaosRow(
  {
    id: "D9",
    fault: "a byte of an incident's text changes on the disk, which SQLite takes for sound",
    expected: "the seal of the row tells it at the start and every hour; the row is put back from backup and journal",
  },
  async () => {
    const text = "written with care";
    await loss.say(text);
    const before = await subject.stage.incidents();
    await loss.restart(() => {
      const bytes = readFileSync(subject.path);
      const position = bytes.indexOf(text);
      expect(position).toBeGreaterThan(0);
      overwrite(subject.path, position, Buffer.from("W"));
      const database = new Database(subject.path, { readonly: true });
      expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
      database.close();
    });
    const found = /Rows of incident 1 were not what had been written; they were put back/;
    await waitUntil(() => found.test(subject.stage.server.output()));
    loss.expectNothingLost();
    expect(await subject.stage.incidents()).toEqual(before);
    expect(await subject.reasons()).not.toContain("db_damaged_rows");
    return { observed: "integrity_check says ok; the row was found by its seal and put back", recoveredMs: null };
  },
);

chaosRow({ id: "D10", variant: "deleted", fault: "the database is deleted while it is open", expected: RESTORED }, () =>
  loss.endure(() => {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${subject.path}${suffix}`, { force: true });
  }),
);

chaosRow(
  {
    id: "D11",
    fault: "an older copy is put beside the write-ahead log of the database that was there",
    expected: "no mixture of both: what the journal has is made again, and everything acknowledged is there",
  },
  async () => {
    const { ok, message } = await subject.backUp();
    expect(ok, message).toBe(true);
    const older = /: (\S+\.db) /.exec(message)?.[1] ?? "";
    // Some of it moves into the file, so that the log alone lacks it.
    for (const nth of [1, 2, 3]) await loss.say(`written after the copy ${nth} ${"x".repeat(9000)}`);
    moveLogIntoFile(subject.path);
    await loss.say("written after the log was moved");
    const before = await subject.stage.incidents();
    const log = readFileSync(`${subject.path}-wal`);
    expect(log.length).toBeGreaterThan(0);
    await loss.restart(() => {
      expect(existsSync(`${subject.path}-wal`)).toBe(false);
      writeFileSync(subject.path, readFileSync(older));
      writeFileSync(`${subject.path}-wal`, log);
    });
    loss.expectNothingLost();
    expect(await subject.stage.incidents()).toEqual(before);
    const { store } = await subject.health();
    return { observed: store?.restored?.message ?? lastWords(), recoveredMs: null };
  },
);

/** What the service printed of the database last. */
function lastWords(): string {
  const lines = subject.stage.server.output().split("\n");
  return lines.findLast((line) => /reason=db_/.test(line))?.slice(24) ?? "opened as it was, with nothing missing";
}
