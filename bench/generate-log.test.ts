import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "@/lib/domain/time";
import type { LogEvent } from "@/lib/nagios/log-event";
import { createLogScanner } from "@/lib/nagios/log-scanner";
import { generateLog } from "./generate-log";

const ENDS_AT = Date.UTC(2026, 4, 12);
const OPTIONS = { hosts: 20, services: 180, seed: "test", days: 3, endsAt: ENDS_AT, bytesPerDay: 200_000 };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a generated log has daily archives of the size that was asked for, each line readable and in order", () => {
  const { archivePath, logPath, bytes, keys } = generateLog(folder, { ...OPTIONS, gzip: true });
  expect(readdirSync(archivePath)).toEqual(["nagios-05-10-2026-00.log.gz", "nagios-05-11-2026-00.log.gz"]);
  expect(bytes / OPTIONS.days / OPTIONS.bytesPerDay).toBeGreaterThan(0.9);
  expect(bytes / OPTIONS.days / OPTIONS.bytesPerDay).toBeLessThan(1.1);
  expect(keys.length).toBe(200);
  const archives = readdirSync(archivePath).map((name) => gunzipSync(readFileSync(join(archivePath, name))));
  const events: LogEvent[] = [];
  for (const log of [...archives, readFileSync(logPath)]) {
    const scanner = createLogScanner({ wanted: null, notAfter: ENDS_AT }, (event) => events.push(event));
    scanner.push(log.toString("latin1"));
    expect(scanner.end()).toMatchObject({ problemCount: 0, unfinished: 0 });
  }
  expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? ENDS_AT - 3 * DAY_MS))).toBe(true);
  expect(new Set(events.flatMap((event) => ("key" in event ? [event.key] : []))).size).toBe(200);
  const kinds = new Set(events.map((event) => (event.kind === "state" ? event.origin : event.kind)));
  expect([...kinds].sort()).toEqual(["alert", "downtime", "listed", "program"]);
});

test("the same options make the same bytes", () => {
  const { logPath } = generateLog(folder, OPTIONS);
  const text = readFileSync(logPath, "utf8");
  generateLog(folder, OPTIONS);
  expect(readFileSync(logPath, "utf8")).toBe(text);
});
