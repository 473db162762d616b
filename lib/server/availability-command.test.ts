import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HISTORY_90D, readPacked } from "@/tests/fixtures/nagios/read-history";
import { compareAvailability } from "./availability-command";

const SNAPSHOT = "tests/fixtures/nagios/snapshots/s15-final";
const ENDS = 1795389420;
let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-compare-"));
  said = [];
  const say = (text: string) => said.push(text);
  vi.spyOn(console, "log").mockImplementation(say);
  vi.spyOn(console, "error").mockImplementation(say);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Compares a packed report of the fixtures. */
async function compare(source: string, report: string, words: string[]) {
  const path = join(folder, "avail.csv");
  writeFileSync(path, readPacked(source, `oracle/${report}.csv.gz`), "latin1");
  const logPath = join(source, source === HISTORY_90D ? "nagios.log.gz" : "nagios.log");
  const statusPath = join(folder, "status.dat");
  const nagios = {
    configPath: null,
    statusPath,
    objectCachePath: null,
    logPath,
    archivePath: join(source, "archives"),
  };
  const isExplained = await compareAvailability({ nagios }, ["--compare", path, ...words]);
  return { isExplained, text: said.join("\n") };
}

test("thirty days of a report are equal or explained, object by object", async () => {
  const from = String(ENDS - 30 * 86_400);
  const services = await compare(HISTORY_90D, "window-30d-default-service", ["--from", from, "--to", String(ENDS)]);
  expect(services.isExplained).toBe(true);
  expect(services.text).toContain("58 objects: 4 equal, 54 different and explained, 0 not explained.");
  expect(services.text).toContain("52 objects, 6112351 s: the report skips a soft recovery");
  const hosts = await compare(HISTORY_90D, "window-30d-default-host", ["--from", "2026-10-23T23:17:00Z"]);
  expect(hosts.text).toContain("15 objects: 14 equal, 1 different and explained, 0 not explained.");
});

test("a report that counts stops and assumes nothing is explained too", async () => {
  const { isExplained, text } = await compare(HISTORY_90D, "window-90d-strict-service", [
    "--from",
    String(ENDS - 90 * 86_400),
  ]);
  expect(isExplained).toBe(true);
  expect(text).toContain("counts apart when Nagios does not run, assumes no states after a start.");
});

test("the wrong window is seen by what the rows add up to, or by differences that nothing explains", async () => {
  const words = ["--from", "1795456500", "--to", "1795456600"];
  const tooShort = await compare(SNAPSHOT, "avail-run-hard-host", words);
  expect(tooShort).toEqual({ isExplained: false, text: expect.stringContaining("The report covers 720 s, more than") });
  const moved = await compare(SNAPSHOT, "avail-run-hard-host", ["--from", "1795456400"]);
  expect(moved.isExplained).toBe(false);
  expect(moved.text).toMatch(/[1-9]\d* not explained/);
});

test.each([
  [["--from", "1795456500"], "--compare and --from are needed"],
  [["--compare", "/nowhere/avail.csv", "--from", "yesterday"], "--from is no time: yesterday"],
  [["--compare", "/nowhere/avail.csv", "--from", "1"], "/nowhere/avail.csv"],
  [["--compare", "package.json", "--from", "1"], "package.json cannot be compared"],
  [["--since", "1"], "--since"],
])("words that cannot be followed are explained: %s", async (words, message) => {
  const paths = { configPath: null, statusPath: null, objectCachePath: null, logPath: null, archivePath: null };
  expect(await compareAvailability({ nagios: paths }, words)).toBe(false);
  expect(said.join("\n")).toContain(message);
});
