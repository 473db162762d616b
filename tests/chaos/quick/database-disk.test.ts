import { chmodSync, closeSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type DatabaseStage, endureDatabase, setDatabaseStage } from "@/tests/chaos/database-stage";
import { findMountObstacle, type LoopDisk, mountLoop, mountMemory, type OwnDisk } from "@/tests/chaos/own-disk";
import { waitUntil } from "@/tests/support/vitrine-server";

const obstacle = findMountObstacle();
if (obstacle !== null) it.skip(`D4, D6, D14: ${obstacle}`, () => undefined);

/** Three polls, or the five seconds after which another connection is tried. */
const WELL_AGAIN_MS = 12_000;

const readTexts = ({ query }: DatabaseStage) =>
  query<{ text: string }>("select text from incident_updates where kind = 'person' order by id").map(
    ({ text }) => text,
  );

/** Words until they are refused; answers those that were accepted and the refusal. */
async function sayUntilRefused(subject: DatabaseStage): Promise<{ accepted: string[]; status: number }> {
  const accepted: string[] = [];
  for (let nth = 0; nth < 200; nth += 1) {
    const text = `${nth} ${"about a full disk ".repeat(1000)}`.trim();
    const { status } = await subject.say(1, text);
    if (status !== 201) return { accepted, status };
    accepted.push(text);
  }
  throw new Error("nothing was refused");
}

describe.runIf(obstacle === null)("a full disk", () => {
  let disk: OwnDisk;
  let subject: DatabaseStage;

  beforeAll(() => {
    disk = mountMemory(100);
  });

  afterEach(() => subject.dispose());
  afterAll(() => disk.dispose());

  for (const variant of ["backups on it", "backups elsewhere"]) {
    chaosRow(
      {
        id: "D4",
        variant,
        fault: "the disk of the database is full",
        expected:
          "the ballast is given up first; then db_full, 503 for people; well again when there is space, nothing lost",
      },
      async () => {
        const backups = variant === "backups on it" ? { backups: join(disk.path, "backups") } : {};
        subject = await setDatabaseStage({ data: join(disk.path, variant), ...backups });
        const ballast = `${subject.path}.ballast`;
        await waitUntil(() => statSync(ballast).size > 10e6);
        const kept: string[] = [];
        const outcome = await endureDatabase(subject, {
          inject: () => disk.fill(),
          async check() {
            const first = await subject.say(1, "written with the ballast given up");
            expect(first.status).toBe(201);
            kept.push("written with the ballast given up");
            for (let nth = 0; nth < 100 && !hasDropped(subject); nth += 1) {
              const text = `${nth} ${"about ballast ".repeat(1000)}`.trim();
              expect((await subject.say(1, text)).status).toBe(201);
              kept.push(text);
            }
            disk.fill();
            const { accepted, status } = await sayUntilRefused(subject);
            kept.push(...accepted);
            expect(status).toBe(503);
            await subject.stage.says("db_full", "critical");
            await subject.setWebsite(true);
            await subject.setWebsite(false);
            return `the ballast was given up, then db_full and 503 after ${kept.length} accepted texts`;
          },
          heal: () => disk.empty(),
          wellAgainMs: WELL_AGAIN_MS,
        });
        expect(readTexts(subject)).toEqual(kept);
        // It ends with the first check after its begin, which the stage's Nagios makes every few seconds.
        const readEnds = () =>
          subject.query<{ ended_at: number | null }>("select ended_at from incidents where anchor_key = 'web1;HTTP'");
        await waitUntil(() => readEnds().every(({ ended_at }) => ended_at !== null));
        expect(readEnds()).toHaveLength(1);
        return outcome;
      },
    );
  }
});

function hasDropped({ path }: DatabaseStage): boolean {
  return statSync(`${path}.ballast`, { throwIfNoEntry: false }) === undefined;
}

describe.runIf(obstacle === null)("the folder of the backups", () => {
  let disk: OwnDisk;
  let subject: DatabaseStage;

  beforeAll(async () => {
    disk = mountMemory(4);
    subject = await setDatabaseStage({ backups: join(disk.path, "backups") });
    await waitUntil(async () => ((await subject.health()).store?.backups.count ?? 0) > 0);
  });

  afterAll(async () => {
    await subject.dispose();
    disk.dispose();
  });

  chaosRow(
    {
      id: "D14",
      variant: "full",
      fault: "the disk of the backups is full",
      expected:
        "backup_failed and journal_failed degrade, no half backup is left, words are taken; well with the next backup",
    },
    async () => {
      const outcome = await endureDatabase(subject, {
        inject: () => disk.fill(),
        async check() {
          const before = readdirSync(subject.backups).filter((name) => name.endsWith(".db")).length;
          expect((await subject.backUp()).ok).toBe(false);
          const message = await subject.stage.says("backup_failed", "degraded");
          for (let nth = 0; nth < 5; nth += 1) {
            expect((await subject.say(1, "without a journal ".repeat(500).trim())).status).toBe(201);
          }
          await subject.stage.says("journal_failed", "degraded");
          expect(readdirSync(subject.backups).filter((name) => name.endsWith(".db"))).toHaveLength(before);
          return message;
        },
        async heal() {
          disk.empty();
          expect((await subject.backUp()).ok).toBe(true);
        },
        wellAgainMs: WELL_AGAIN_MS,
      });
      expect(readTexts(subject)).toHaveLength(5);
      return outcome;
    },
  );

  chaosRow(
    {
      id: "D14",
      variant: "read-only",
      fault: "the folder of the backups may not be written any more",
      expected: "backup_failed degrades, words are taken; well with the next backup",
    },
    async () => {
      const before = readTexts(subject).length;
      return endureDatabase(subject, {
        inject: () => chmodSync(subject.backups, 0o555),
        async check() {
          expect((await subject.backUp()).ok).toBe(false);
          expect((await subject.say(1, "while no backup can be made")).status).toBe(201);
          expect(readTexts(subject)).toHaveLength(before + 1);
          return subject.stage.says("backup_failed", "degraded");
        },
        async heal() {
          chmodSync(subject.backups, 0o755);
          expect((await subject.backUp()).ok).toBe(true);
        },
        wellAgainMs: WELL_AGAIN_MS,
      });
    },
  );

  chaosRow(
    {
      id: "D14",
      variant: "newest corrupt",
      fault: "the database is lost and the newest backup is damaged",
      expected: "it is passed over: the one before and the journal bring everything back",
    },
    async () => {
      const texts = readTexts(subject);
      for (const text of ["before the newest backup", "after the newest backup"]) {
        await subject.sayAtLast(1, text);
        texts.push(text);
        if (text.startsWith("before")) expect((await subject.backUp()).ok).toBe(true);
      }
      const [newest = ""] = readdirSync(subject.backups)
        .filter((name) => name.endsWith(".db"))
        .sort()
        .reverse();
      await subject.stage.restart({}, () => {
        damage(join(subject.backups, newest));
        damage(subject.path);
      });
      await waitUntil(async () => (await subject.stage.server.get("/api/readyz")).ok);
      const message = (await subject.health()).store?.restored?.message ?? "";
      expect(message).toContain(`${newest} was passed over`);
      expect(readTexts(subject)).toEqual(texts);
      return { observed: message, recoveredMs: null };
    },
  );
});

/** Zeros over its pages, all but the first. */
function damage(path: string): void {
  const { size } = statSync(path);
  const descriptor = openSync(path, "r+");
  writeSync(descriptor, Buffer.alloc(size - 4096), 0, size - 4096, 4096);
  closeSync(descriptor);
}

describe.runIf(obstacle === null)("a disk that fails", () => {
  let disk: LoopDisk;
  let subject: DatabaseStage;

  beforeAll(async () => {
    disk = mountLoop(160);
    subject = await setDatabaseStage({ data: join(disk.path, "data") });
  });

  afterAll(async () => {
    await subject.dispose();
    disk.dispose();
  });

  chaosRow(
    {
      id: "D6",
      fault: "an error of the disk makes the file system of the database read-only",
      expected: "db_readonly or db_io is critical, 503 for people, live states go on; well when a sound disk is there",
    },
    async () => {
      await subject.sayAtLast(1, "written before");
      const outcome = await endureDatabase(subject, {
        inject: () => disk.breakDown(),
        async check() {
          expect((await subject.say(1, "written meanwhile")).status).toBe(503);
          await subject.setWebsite(true);
          const { reasons } = await subject.health();
          const codes = reasons.filter(({ severity }) => severity === "critical").map(({ code }) => code);
          expect(codes.length).toBeGreaterThan(0);
          expect(codes.filter((code) => !["db_readonly", "db_io", "db_lost"].includes(code))).toEqual([]);
          await subject.setWebsite(false);
          return `${codes.join(", ")}; 503`;
        },
        heal: () => disk.repair(),
        wellAgainMs: WELL_AGAIN_MS,
      });
      expect(readTexts(subject)).toEqual(["written before"]);
      expect(subject.query("select id from incidents where anchor_key = 'web1;HTTP'")).toHaveLength(1);
      return outcome;
    },
  );
});
