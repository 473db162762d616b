import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchNagios } from "./fetch-nagios";
import { LAB_OBJECTS } from "./lab-site";
import { type NagiosLab, startNagios } from "./nagios-lab";
import { readRawStatus } from "./raw-status";
import { waitFor } from "./wait-for";

const program = await fetchNagios();
const missing = program.kind === "unavailable" ? program.reason : null;

if (missing !== null && process.env.CI === "true") {
  test("Nagios must be there when CI is true", () => {
    expect(missing).toBeNull();
  });
}

const title = missing === null ? "a real Nagios" : `a real Nagios (skipped: ${missing})`;

describe.skipIf(missing !== null)(title, () => {
  let folder: string;
  let lab: NagiosLab;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vitrine-nagios-"));
    const start = await startNagios({ folder });
    if (start.kind === "unavailable") throw new Error(start.reason);
    lab = start.lab;
  });
  afterAll(async () => {
    await lab?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const readLog = () => readFile(lab.logPath, "utf8");
  const alertsOf = async (key: string) =>
    (await readLog()).split("\n").flatMap((line) => line.split(` ALERT: ${key};`).slice(1));

  test("writes all its objects and calls them fine", async () => {
    const blocks = (await readRawStatus(lab.statusPath)) ?? [];
    const states = blocks.filter(({ fields }) => fields.has("current_state"));
    expect(states.length).toBe(LAB_OBJECTS.length);
    expect(states.every(({ fields }) => fields.get("current_state") === "0")).toBe(true);
    expect(await readFile(lab.objectCachePath, "utf8")).toContain(
      "\thostgroup_name\tweb\n\talias\tweb\n\tmembers\twww1,www2\n",
    );
  });

  test("takes an outage from soft over hard to its recovery, under one problem number", async () => {
    await lab.setState("www1", "HTTPS", 2, "HTTP CRITICAL: HTTP/1.1 503 Service Unavailable");
    const hard = await lab.waitForObject(
      "www1",
      "HTTPS",
      (fields) => fields.get("current_state") === "2" && fields.get("state_type") === "1",
    );
    expect(hard.fields.get("plugin_output")).toBe("HTTP CRITICAL: HTTP/1.1 503 Service Unavailable");
    expect(Number(hard.fields.get("current_problem_id"))).toBeGreaterThan(0);
    await lab.setState("www1", "HTTPS", 0, "HTTP OK");
    const fine = await lab.waitForObject("www1", "HTTPS", (fields) => fields.get("current_state") === "0");
    expect(fine.fields.get("last_problem_id")).toBe(hard.fields.get("current_problem_id"));
    expect(await alertsOf("www1;HTTPS")).toEqual([
      "CRITICAL;SOFT;1;HTTP CRITICAL: HTTP/1.1 503 Service Unavailable",
      "CRITICAL;SOFT;2;HTTP CRITICAL: HTTP/1.1 503 Service Unavailable",
      "CRITICAL;HARD;3;HTTP CRITICAL: HTTP/1.1 503 Service Unavailable",
      "OK;HARD;3;HTTP OK",
    ]);
  });

  test("calls what lies behind a host that is down unreachable", async () => {
    for (const host of ["sw-core", "www1", "www2", "db 1"]) await lab.setState(host, null, 2, "CRITICAL - lost 100%");
    const isHard = (state: string) => (fields: ReadonlyMap<string, string>) =>
      fields.get("current_state") === state && fields.get("state_type") === "1";
    await lab.waitForObject("sw-core", null, isHard("1"));
    await lab.waitForObject("db 1", null, isHard("2"));
    for (const host of ["sw-core", "www1", "www2", "db 1"]) await lab.setState(host, null, 0, "PING OK");
    await lab.waitForObject("db 1", null, (fields) => fields.get("current_state") === "0");
  });

  test("obeys an external command", async () => {
    await lab.setState("db 1", "Backup Age", 1, "WARNING - 2 days old");
    await lab.waitForObject(
      "db 1",
      "Backup Age",
      (fields) => fields.get("state_type") === "1" && fields.get("current_state") === "1",
    );
    await lab.command("ACKNOWLEDGE_SVC_PROBLEM;db 1;Backup Age;2;0;0;oncall;Tape is being changed");
    await lab.waitForObject("db 1", "Backup Age", (fields) => fields.get("problem_has_been_acknowledged") === "1");
    await lab.setState("db 1", "Backup Age", 0, "OK");
  });

  test("leaves a stale status.dat after a crash, comes back, and deletes it when it stops", async () => {
    await lab.crash();
    expect(lab.isRunning()).toBe(false);
    expect(await readRawStatus(lab.statusPath)).not.toBeNull();
    await lab.restart();
    expect(lab.isRunning()).toBe(true);
    await lab.stop();
    await expect(access(lab.statusPath)).rejects.toThrow();
    await lab.restart();
    await waitFor("a status.dat after the restart", () => readRawStatus(lab.statusPath));
  });
});
