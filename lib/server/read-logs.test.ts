import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DAY_MS, SECOND_MS } from "@/lib/domain/time";
import { findLogs, readLines } from "./read-logs";

const AT = Date.UTC(2026, 4, 12);
const WINDOW = { from: AT - DAY_MS, to: AT };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-logs-"));
  mkdirSync(join(folder, "archives"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, at: number): void {
  const text = `[${at / SECOND_MS}] LOG VERSION: 2.0\n`;
  writeFileSync(join(folder, name), name.endsWith(".gz") ? gzipSync(text) : text);
}

async function find(list?: () => Promise<string[]>): Promise<string[]> {
  const place = { logPath: join(folder, "nagios.log"), archivePath: join(folder, "archives") };
  return (await findLogs(place, WINDOW, list)).map((path) => basename(path));
}

test("logs come in the order of their lines, and only those that can tell of the window", async () => {
  write("nagios.log", AT);
  write("archives/nagios-05-12-2026-00.log", AT - DAY_MS);
  write("archives/nagios-05-11-2026-00.log.gz", AT - 2 * DAY_MS);
  write("archives/nagios-05-10-2026-00.log", AT - 4 * DAY_MS);
  write("archives/nagios-04-30-2026-00.log", AT - 13 * DAY_MS);
  write("archives/nagios-07-01-2026-00.log", AT + 49 * DAY_MS);
  write("archives/notes.log", AT);
  const expected = [
    "nagios-05-10-2026-00.log",
    "nagios-05-11-2026-00.log.gz",
    "nagios-05-12-2026-00.log",
    "nagios.log",
  ];
  expect(await find()).toEqual(expected);
  expect(await find(() => Promise.reject(new Error("EACCES")))).toEqual(expected);
});

test("a log that is not there is an error that names it", async () => {
  await expect(find()).rejects.toThrow("nagios.log");
});

test("an archive that is damaged is an error", async () => {
  const path = join(folder, "broken.log.gz");
  writeFileSync(path, gzipSync("[1] x\n".repeat(1000)).subarray(0, 20));
  const read = async () => {
    for await (const _ of readLines(path));
  };
  await expect(read()).rejects.toThrow();
});

test("pieces are whole lines, and what stands behind the last line feed is left out", async () => {
  const path = join(folder, "big.log");
  const line = `[1] ${"x".repeat(999)}\n`;
  writeFileSync(path, `${line.repeat(3000)}[2] half`);
  const pieces: string[] = [];
  for await (const piece of readLines(path)) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.every((piece) => piece.endsWith("\n"))).toBe(true);
  expect(pieces.join("")).toBe(line.repeat(3000));
});
