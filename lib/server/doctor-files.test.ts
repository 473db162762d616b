import { describe, expect, it } from "vitest";
import type { StatusFile } from "@/lib/nagios/status-file";
import { judgeTimes, sayBytes } from "./doctor-files";
import type { SiteFacts } from "./doctor-site";
import type { NagiosFiles } from "./locate-nagios";

const AT = Date.UTC(2026, 0, 1);
const FILES = { statusUpdateIntervalMs: 10_000 } as NagiosFiles;

function polling(intervalSeconds: number, thresholdSeconds: number) {
  return {
    pollIntervalMs: intervalSeconds * 1000,
    stalenessThresholdMs: thresholdSeconds * 1000,
    maxConsecutiveFailures: 3,
    enableAutoRecovery: true,
    minRecoveryIntervalMs: 300_000,
  };
}

/** Facts of a site of whose status file only the age counts. */
function siteOfAge(seconds: number): SiteFacts {
  const value = { createdAt: AT - seconds * 1000 } as StatusFile;
  return {
    status: { kind: "read", path: "/s/status.dat", bytes: 1, writtenAt: AT, value },
    objects: { kind: "unnamed" },
    log: { kind: "unnamed" },
    archives: { kind: "unnamed" },
    lack: null,
  };
}

function marksOf(ageSeconds: number, intervalSeconds: number, thresholdSeconds: number): string {
  const findings = judgeTimes(siteOfAge(ageSeconds), FILES, polling(intervalSeconds, thresholdSeconds), AT);
  return findings.map(({ mark }) => mark).join(" ");
}

describe("the age of the data", () => {
  it.each([
    [8, "ok ok"],
    [200, "warn ok"],
    [601, "fail ok"],
    [-60, "ok ok"],
    [-3600, "fail ok"],
  ])("of %i seconds, with a threshold of ten minutes, is %s", (age, marks) => {
    expect(marksOf(age, 300, 600)).toBe(marks);
  });
});

describe("the intervals", () => {
  it("are well only when the threshold is above one writing and one poll together", () => {
    expect(marksOf(1, 30, 41)).toBe("ok ok");
    expect(marksOf(1, 30, 40)).toBe("ok warn");
  });
});

describe("sizes", () => {
  it("read as people write them", () => {
    expect([12, 2900, 73_400_000].map(sayBytes)).toEqual(["12 bytes", "2.9 kB", "73.4 MB"]);
  });
});
