import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SECOND_MS } from "@/lib/domain/time";
import { parseObjectCache } from "@/lib/nagios/object-cache";
import type { ObjectStatus, StatusFile } from "@/lib/nagios/status-file";
import { createStatusScanner } from "@/lib/nagios/status-scanner";
import { generateSite, replaceStatus } from "./generate-site";
import { mutateSite } from "./site-model";

const AT = Date.UTC(2026, 4, 12, 9, 50);
const OPTIONS = { hosts: 100, services: 1_000, seed: "bench", at: AT };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-site-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function scan(path: string): StatusFile {
  const scanner = createStatusScanner();
  scanner.push(readFileSync(path, "latin1"));
  const reading = scanner.end();
  if (reading.kind !== "complete") throw new Error(reading.reason);
  return reading.status;
}

test("a generated site has the hosts and services that were asked for, about 1.5 MB for a thousand services", () => {
  const { files } = generateSite(folder, OPTIONS);
  const status = scan(files.statusPath);
  expect([status.objects.list("host").length, status.objects.list("service").length, status.problems]).toEqual([
    100,
    1_000,
    [],
  ]);
  expect(statSync(files.statusPath).size / 1e6).toBeGreaterThan(1.3);
  expect(statSync(files.statusPath).size / 1e6).toBeLessThan(1.7);
  const problems = status.objects.list("service").filter((service) => service.currentState !== 0).length;
  expect(problems).toBeGreaterThan(25);
  expect(problems).toBeLessThan(120);
});

test("its objects.cache defines what status.dat names", () => {
  const { files } = generateSite(folder, OPTIONS);
  const reading = parseObjectCache(readFileSync(files.objectCachePath, "latin1"));
  expect([reading.kind, reading.model.problems]).toEqual(["complete", []]);
  const defined = [...reading.model.services.values()].flatMap((services) =>
    [...services.values()].map(({ key }) => key),
  );
  expect(defined.sort()).toEqual(
    scan(files.statusPath)
      .objects.list("service")
      .map(({ key }) => key)
      .sort(),
  );
  expect(reading.model.hostgroups.get("public-status")?.members.length).toBe(10);
});

test("the same options make the same bytes", () => {
  const first = generateSite(folder, OPTIONS);
  const text = readFileSync(first.files.statusPath, "utf8");
  generateSite(folder, OPTIONS);
  expect(readFileSync(first.files.statusPath, "utf8")).toBe(text);
});

test("a mutation changes the share of the services that was asked for and moves the file's time on", () => {
  const { site, files } = generateSite(folder, OPTIONS);
  const before = scan(files.statusPath);
  const inode = statSync(files.statusPath).ino;
  const changed = mutateSite(site, { share: 0.005, at: AT + 10 * SECOND_MS });
  replaceStatus(site, files);
  const after = scan(files.statusPath);
  expect(changed).toBe(5);
  expect(after.createdAt).toBe(AT + 10 * SECOND_MS);
  expect(statSync(files.statusPath).ino).not.toBe(inode);
  const tell = (service: ObjectStatus) => `${service.key} ${service.currentState} ${service.lastStateChangeAt}`;
  const known = new Set(before.objects.list("service").map(tell));
  expect(after.objects.list("service").filter((service) => !known.has(tell(service))).length).toBe(5);
});
