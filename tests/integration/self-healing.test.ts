import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nowSeconds, type Site, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

interface Health {
  status: string;
  data_is_stale: boolean;
  status_dat_age_seconds: number | null;
  scheduler_status: { health_status: string; consecutive_failures: number; recovery_attempts: number };
}

let nagios: string;
let server: VitrineServer;

const SITE: Omit<Site, "createdAt"> = { objects: [{ host: "web1" }, { host: "web1", service: "HTTP" }] };

function start(more = ""): Promise<VitrineServer> {
  const config = `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - name: Website
    services: [web1/HTTP]
polling:
  staleness_threshold_seconds: 30
${more}`;
  return startVitrine({ config, unprivileged: true });
}

const health = () => server.json<Health>("/api/health");
const page = async () => (await server.get("/")).text();

beforeEach(() => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writeSite(nagios, { ...SITE, createdAt: nowSeconds() });
});

afterEach(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

async function becomesHealthy(): Promise<void> {
  await waitUntil(async () => {
    writeStatus(nagios, { ...SITE, createdAt: nowSeconds() });
    const now = await health();
    return now.scheduler_status.health_status === "healthy" && now.status === "healthy";
  });
}

async function recovers(): Promise<void> {
  await waitUntil(async () => (await health()).scheduler_status.recovery_attempts === 1);
  const { scheduler_status } = await health();
  expect(scheduler_status.health_status).toBe("critical");
  for (const line of [
    "Poll completed with errors (3/3 consecutive failures)",
    "Maximum consecutive failures (3) reached, attempting recovery",
    "Attempting scheduler recovery (attempt #1)...",
    "Stopped existing scheduler",
    "Created new scheduler instance",
    "Scheduler recovery successful (recovery attempt #1)",
  ]) {
    expect(server.output()).toContain(line);
  }
}

describe("the three scenarios: a recovery after the third failure, healthy when the cause is gone", () => {
  it("the status file is missing", async () => {
    server = await start();
    await becomesHealthy();
    rmSync(join(nagios, "status.dat"));
    await recovers();
    expect(server.output()).toContain("does not exist");
    await becomesHealthy();
  });

  it("the status file may not be read", async () => {
    server = await start();
    await becomesHealthy();
    chmodSync(join(nagios, "status.dat"), 0o000);
    // The file that was read stays the same for those who may only look at it: a new one comes, unreadable too.
    writeStatus(nagios, { ...SITE, createdAt: nowSeconds() });
    chmodSync(join(nagios, "status.dat"), 0o000);
    await recovers();
    expect(server.output()).toContain("may not be read by this user");
    expect(await page()).not.toContain(nagios);
    await becomesHealthy();
  });

  it("the status file is stale: no component stays green", async () => {
    server = await start();
    await becomesHealthy();
    expect(await page()).toContain("Operational");
    writeStatus(nagios, { ...SITE, createdAt: nowSeconds() - 900 });
    await recovers();
    expect(server.output()).toMatch(/status\.dat data is stale \(9\d\d seconds old\)/);
    const now = await health();
    expect(now).toMatchObject({ status: "stale", data_is_stale: true });
    expect(now.status_dat_age_seconds).toBeGreaterThanOrEqual(900);
    const html = await page();
    expect(html).toContain("We cannot confirm the status right now");
    await becomesHealthy();
    expect(await page()).toContain("Website is operational");
  });
});

describe("files that are no status file", () => {
  it("are named, and nothing hangs", async () => {
    server = await start();
    await becomesHealthy();
    const { execFileSync } = await import("node:child_process");
    rmSync(join(nagios, "status.dat"));
    execFileSync("mkfifo", [join(nagios, "status.dat")]);
    await recovers();
    expect(server.output()).toContain("is not a regular file");
    rmSync(join(nagios, "status.dat"));
    await becomesHealthy();
  });
});
