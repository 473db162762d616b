import { randomBytes } from "node:crypto";
import { closeSync, openSync, statSync, writeSync } from "node:fs";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { waitUntil } from "@/tests/support/vitrine-server";
import type { Outcome } from "./chaos-row";
import { type DatabaseStage, endureDatabase } from "./database-stage";

/** A database that loses its file or a part of it, and words of people that must survive that. */
export interface DatabaseLoss {
  /** Words about incident 1, which are acknowledged. */
  say(text: string): Promise<void>;
  /** Loses something while the service runs: it must be put back with everything. */
  endure(inject: () => void): Promise<Outcome>;
  /** Ends the service, does something to its files, and waits until it is ready again. */
  restart(meanwhile: () => void): Promise<void>;
  /** All words are there, in order, and the file is sound. */
  expectNothingLost(): void;
}

/** Found, restored, and told for two polls; twice that on a machine that does other things as well. */
const WELL_AGAIN_MS = 10_000;

/** What is expected of each loss. */
export const RESTORED =
  "found at the next poll, put back with everything that was acknowledged, db_restored for two polls";

export function createDatabaseLoss(subject: DatabaseStage): DatabaseLoss {
  /** What was answered 201, in order. */
  const said: string[] = [];

  async function say(text: string): Promise<void> {
    await subject.sayAtLast(1, text);
    said.push(text);
  }

  function expectNothingLost(): void {
    const texts = subject.query<{ text: string }>(
      "select text from incident_updates where kind = 'person' order by id",
    );
    expect(texts.map(({ text }) => text)).toEqual(said);
    expect(subject.query<{ integrity_check: string }>("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
  }

  return {
    say,
    expectNothingLost,
    async endure(inject) {
      await say(`written before ${said.length}`);
      await subject.setWebsite(false);
      await subject.setWebsite(true);
      const before = await subject.stage.incidents();
      const check = () => subject.stage.says("db_restored", "degraded");
      const outcome = await endureDatabase(subject, { inject, check, wellAgainMs: WELL_AGAIN_MS });
      expectNothingLost();
      expect(await subject.stage.incidents()).toEqual(before);
      await subject.setWebsite(false);
      await say(`written after ${said.length}`);
      await waitUntil(() => subject.query("select id from incidents where ended_at is null").length === 1);
      expectNothingLost();
      return outcome;
    },
    async restart(meanwhile) {
      await subject.stage.restart({}, meanwhile);
      await waitUntil(async () => (await subject.stage.server.get("/api/readyz")).ok);
    },
  };
}

const PAGE = 4096;

/** Bytes over a part of a file, past SQLite. */
export function overwrite(path: string, position: number, bytes: Buffer): void {
  const descriptor = openSync(path, "r+");
  writeSync(descriptor, bytes, 0, bytes.length, position);
  closeSync(descriptor);
}

/** Noise over a database's head, over all its pages but the first, or over every third of those. */
export function spoil(path: string, what: "head" | "pages" | "some pages"): void {
  const pages = statSync(path).size / PAGE;
  const [first, step] = what === "head" ? [0, pages] : what === "pages" ? [1, 1] : [2, 3];
  for (let page = first; page < pages; page += step) {
    overwrite(path, page * PAGE, randomBytes(PAGE));
  }
}

/** So that damage of the file meets what is read, and not a newer copy in the log. */
export function moveLogIntoFile(path: string): void {
  const database = new Database(path, { timeout: 5000 });
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}
