import { readdirSync, renameSync, rmSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { createDatabaseLoss, type DatabaseLoss, moveLogIntoFile, RESTORED, spoil } from "@/tests/chaos/database-loss";
import { type DatabaseStage, setDatabaseStage } from "@/tests/chaos/database-stage";

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
    variant: "pages, running",
    fault: "all pages of the database but the first are overwritten while it is open",
    expected: RESTORED,
  },
  () =>
    loss.endure(() => {
      moveLogIntoFile(subject.path);
      spoil(subject.path, "pages");
    }),
);

chaosRow(
  { id: "D10", variant: "truncated", fault: "the database is cut to nothing while it is open", expected: RESTORED },
  () => loss.endure(() => truncateSync(subject.path, 0)),
);

chaosRow(
  { id: "D10", variant: "folder deleted", fault: "the folder of the database is deleted", expected: RESTORED },
  () => loss.endure(() => rmSync(dirname(subject.path), { recursive: true })),
);

chaosRow(
  {
    id: "D10",
    variant: "replaced",
    fault: "another database takes the place of the open one",
    expected: `${RESTORED}; the other one is kept aside`,
  },
  async () => {
    const outcome = await loss.endure(() => {
      const other = `${subject.path}.other`;
      const database = new Database(other);
      database.exec("create table incidents (id integer primary key); insert into incidents values (4711)");
      database.close();
      renameSync(other, subject.path);
    });
    const kept = readdirSync(dirname(subject.path)).filter((name) => /\.quarantine-[^-]*$/.test(name));
    expect(kept.length).toBeGreaterThan(0);
    return outcome;
  },
);
