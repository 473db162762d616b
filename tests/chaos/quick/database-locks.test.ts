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

const readWebIncidents = () =>
  subject.query<{ id: number; started_at: number; ended_at: number | null }>(
    "select id, started_at, ended_at from incidents where anchor_key = 'web1;HTTP' order by id",
  );

chaosRow(
  {
    id: "D1",
    fault: "another program holds the lock of the database",
    variant: "8 s",
    expected: "db_locked degrades after 5 s; what begins and ends meanwhile is written within 5 s",
  },
  async () => {
    const before = readWebIncidents().length;
    const holder = await holdDatabase(subject.path, ["BEGIN EXCLUSIVE"]);
    const heldAt = performance.now();
    const outcome = await endureDatabase(subject, {
      inject: () => subject.setWebsite(true),
      async check() {
        await subject.setWebsite(false);
        const message = await subject.stage.says("db_locked", "degraded");
        expect(performance.now() - heldAt).toBeGreaterThan(5000);
        await pause(Math.max(0, 8000 - (performance.now() - heldAt)));
        const { poller } = await subject.health();
        // The begin and the return; the end follows a round later, before or after this look.
        expect([2, 3]).toContain(poller.waiting_batches);
        return `${message} ${poller.waiting_batches} rounds waited`;
      },
      heal: () => holder.release(),
      wellAgainMs: 6000,
    });
    const written = readWebIncidents().slice(before);
    expect(written).toHaveLength(1);
    expect(written[0]?.ended_at).toBeGreaterThan(written[0]?.started_at ?? 0);
    return outcome;
  },
);

chaosRow(
  {
    id: "D2",
    fault: "whoever holds the lock is stopped and never lets go",
    expected:
      "a person's write is answered 503 with Retry-After, before and behind waiting rounds; never a false success",
  },
  async () => {
    const refused: { status: number; retryAfter: string | null }[] = [];
    const holder = await holdDatabase(subject.path, ["BEGIN EXCLUSIVE"]);
    holder.freeze();
    const outcome = await endureDatabase(subject, {
      inject: async () => {
        refused.push(await subject.say(1, "written before any round waits"));
      },
      async check() {
        await subject.setWebsite(true);
        refused.push(await subject.say(1, "written behind rounds that wait"));
        await subject.setWebsite(false);
        return refused.map(({ status, retryAfter }) => `${status}, Retry-After ${retryAfter}`).join("; ");
      },
      heal: () => holder.release(),
      wellAgainMs: 6000,
    });
    for (const { status, retryAfter } of refused) {
      expect(status).toBe(503);
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    await subject.sayAtLast(1, "written after the lock");
    expect(subject.query("select text from incident_updates where kind = 'person'")).toEqual([
      { text: "written after the lock" },
    ]);
    return outcome;
  },
);

chaosRow(
  {
    id: "D3",
    fault: "writes while another program reads in a transaction",
    expected: "all succeed at once, the reader goes on to see what it saw; no lock is reported",
  },
  async () => {
    const count = () =>
      subject.query<{ n: number }>("select count(*) as n from incident_updates where kind = 'person'")[0]?.n ?? 0;
    const before = count();
    const holder = await holdDatabase(subject.path, ["BEGIN", "select count(*) from incidents"]);
    const statuses: number[] = [];
    const outcome = await endureDatabase(subject, {
      inject: () => subject.setWebsite(true),
      async check() {
        const texts = Array.from({ length: 20 }, (_, nth) => `while somebody reads ${nth}`);
        const answers = await Promise.all(texts.map((text) => subject.say(1, text)));
        statuses.push(...answers.map(({ status }) => status));
        await subject.setWebsite(false);
        await waitUntil(async () => (await subject.health()).poller.waiting_batches === 0);
        const reasons = await subject.reasons();
        expect(reasons.filter((code) => code.startsWith("db_"))).toEqual([]);
        return `${texts.length} writes of people and 2 of rounds at once, no reason in health`;
      },
      heal: () => holder.release(),
      wellAgainMs: 6000,
    });
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(count()).toBe(before + 20);
    return outcome;
  },
);
