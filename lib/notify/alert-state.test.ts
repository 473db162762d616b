import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type AlertState, loadState, writeState } from "./alert-state";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alerts-"));
  path = join(folder, "alerts.json");
});

afterEach(() => rmSync(folder, { recursive: true }));

const REASON = { code: "db_full", severity: "critical", message: "no space", sinceAt: null } as const;

const STATE: AlertState = {
  episodes: [
    {
      matter: "db_full",
      topic: "store",
      sinceAt: 1,
      seenMs: 2,
      goneAt: null,
      goneMs: 0,
      severity: "critical",
      reasons: [REASON],
      toldBy: "db_full_begun_1",
    },
  ],
  waiting: {
    webhook: [
      {
        message: {
          id: "db_full_begun_1",
          kind: "begun",
          topic: "store",
          severity: "critical",
          at: 5,
          sinceAt: 1,
          endedAt: null,
          reasons: [REASON],
          follows: [],
        },
        waitedMs: 7,
      },
    ],
  },
};

it("comes back as it was written, is readable by its owner alone and leaves nothing beside it", async () => {
  await writeState(path, STATE);
  await writeState(path, STATE);
  const loaded = await loadState(path);
  expect(loaded).toMatchObject({ kind: "loaded", state: STATE });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["alerts.json"]);
});

it("that is not there is absent, not broken", async () => {
  expect(await loadState(path)).toEqual({ kind: "absent" });
});

it("that was cut off, filled with anything or replaced by a folder is unreadable as a whole", async () => {
  await writeState(path, STATE);
  const whole = JSON.stringify({ format: 1, ...STATE });
  for (const text of [
    "",
    "{}",
    "null",
    "[]",
    whole.slice(0, -5),
    whole.replaceAll('"code":"db_full"', '"code":"db_odd"'),
  ]) {
    writeFileSync(path, text);
    expect(await loadState(path), text).toEqual({ kind: "unreadable" });
  }
  rmSync(path);
  mkdirSync(path);
  expect(await loadState(path)).toEqual({ kind: "unreadable" });
});

it("never loads what would break a header, whatever an id says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (id) => {
      const waiting = STATE.waiting.webhook?.map((item) => ({ ...item, message: { ...item.message, id } })) ?? [];
      writeFileSync(path, JSON.stringify({ format: 1, ...STATE, waiting: { webhook: waiting } }));
      const loaded = await loadState(path);
      expect(loaded.kind === "loaded").toBe(/^[\w.-]{1,100}$/.test(id));
    }),
  );
});
