import { afterAll, beforeAll, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type DatabaseStage, endureDatabase, holdDatabase, setDatabaseStage } from "@/tests/chaos/database-stage";
import { pause } from "@/tests/chaos/stage";
import { waitUntil } from "@/tests/support/vitrine-server";

let subject: DatabaseStage;

beforeAll(async () => {
  subject = await setDatabaseStage();
});

afterAll(() => subject.dispose());

chaosRow(
  {
    id: "D1",
    variant: "65 s",
    fault: "another program holds the lock of the database",
    expected: "db_locked degrades after 5 s and is critical after 60 s; all that waited is written in order within 5 s",
  },
  async () => {
    const holder = await holdDatabase(subject.path, ["BEGIN EXCLUSIVE"]);
    const heldAt = performance.now();
    const heldMs = () => performance.now() - heldAt;
    let transitions = 0;
    let criticalMs = 0;
    const outcome = await endureDatabase(subject, {
      async inject() {},
      async check() {
        while (heldMs() < 40_000) {
          await subject.setWebsite(transitions % 2 === 0);
          transitions += 1;
        }
        if (transitions % 2 === 1) {
          await subject.setWebsite(false);
          transitions += 1;
        }
        const { poller, reasons } = await subject.health();
        expect(poller.waiting_batches).toBe(transitions);
        expect(reasons).toContainEqual(expect.objectContaining({ code: "db_locked", severity: "degraded" }));
        await waitUntil(async () => {
          const now = (await subject.health()).reasons;
          return now.some(({ code, severity }) => code === "db_locked" && severity === "critical");
        }, 40_000);
        criticalMs = heldMs();
        await pause(Math.max(0, 65_000 - heldMs()));
        return `critical after ${Math.round(criticalMs / 1000)} s, ${transitions} rounds waited`;
      },
      heal: () => holder.release(),
      wellAgainMs: 6000,
    });
    expect(criticalMs).toBeGreaterThan(60_000);
    const rows = subject.query<{ started_at: number; ended_at: number | null; end_reason: string | null }>(
      "select started_at, ended_at, end_reason from incidents where anchor_key = 'web1;HTTP' order by id",
    );
    expect(rows).toHaveLength(transitions / 2);
    expect(new Set(rows.map(({ end_reason }) => end_reason))).toEqual(new Set(["recovered"]));
    const instants = rows.flatMap(({ started_at, ended_at }) => [started_at, ended_at ?? 0]);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    return outcome;
  },
  180_000,
);

const LARGE_BYTES = 64 * 1024 * 1024;

chaosRow(
  {
    id: "D12",
    fault: "a reader that does not end keeps the write-ahead log from being cut",
    expected: "words and rounds are taken meanwhile; wal_large above 64 MB; cut within about a minute after the reader",
  },
  async () => {
    const holder = await holdDatabase(subject.path, ["BEGIN", "select count(*) from incidents"]);
    const walBytes = async () => (await subject.health()).store?.wal_bytes ?? 0;
    const outcome = await endureDatabase(subject, {
      // Another program that writes much, because words that come over HTTP would take long to fill it.
      async inject() {
        const writer = await holdDatabase(subject.path, [
          "create table filler (bytes)",
          ...Array.from({ length: 70 }, () => "insert into filler values (randomblob(1048576))"),
          "delete from filler",
          "drop table filler",
        ]);
        await writer.release();
      },
      async check() {
        let message = "";
        await waitUntil(async () => {
          const reason = (await subject.health()).reasons.find(({ code }) => code === "wal_large");
          message = reason?.message ?? "";
          return reason !== undefined;
        }, 90_000);
        expect(await walBytes()).toBeGreaterThan(LARGE_BYTES);
        expect((await subject.say(1, "beside a large log")).status).toBe(201);
        return message;
      },
      heal: () => holder.release(),
      wellAgainMs: 90_000,
    });
    await waitUntil(async () => (await walBytes()) < LARGE_BYTES / 4, 90_000);
    return outcome;
  },
  300_000,
);
