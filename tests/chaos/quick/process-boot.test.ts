import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { createSupervisedSite, readReasons, type SupervisedSite, timeUntil } from "@/tests/support/supervised-site";
import type { SupervisedVitrine } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

let site: SupervisedSite;

beforeEach(() => {
  site = createSupervisedSite();
});

afterEach(() => site.dispose());

const BROKEN = "polling: [";

function writeConfig(text: string): void {
  writeFileSync(join(site.folder, "config.yaml"), text);
}

async function isReady(server: SupervisedVitrine): Promise<boolean> {
  return (await server.ask("/api/readyz")).status === 200;
}

async function isLive(server: SupervisedVitrine): Promise<boolean> {
  const answer = await server.ask("/");
  return !answer.isStandIn && answer.body.includes("Website is operational");
}

chaosRow(
  {
    id: "P12",
    variant: "after a change",
    fault: "the configuration is broken while the service runs, and the server is killed over it",
    expected:
      "the one in force stays, config_invalid; after a crash the last page with readiness 503; well when mended",
  },
  async () => {
    const server = await site.startAndPublish();
    writeConfig(BROKEN);
    await waitUntil(async () => (await readReasons(server)).includes("config_invalid"));
    expect(await isLive(server)).toBe(true);
    expect(await isReady(server)).toBe(true);
    const before = server.serverPid() ?? 0;
    process.kill(before, "SIGKILL");
    await waitUntil(() => ![before, null].includes(server.serverPid()));
    await server.served();
    await waitUntil(async () => (await readReasons(server)).includes("boot_failed"));
    expect(await isReady(server)).toBe(false);
    const page = await server.ask("/");
    expect(page.status).toBe(200);
    expect(page.body).toContain("Website");
    writeConfig(site.config);
    const recoveredMs = await timeUntil(async () => (await isReady(server)) && (await isLive(server)));
    expect(recoveredMs).toBeLessThan(10_000);
    return { observed: "config_invalid, live on; after the crash boot_failed, 503, the last page", recoveredMs };
  },
);

chaosRow(
  {
    id: "P12",
    variant: "at the start",
    fault: "the configuration is broken when the service starts, and so is nagios.cfg once it is mended",
    expected: "the last page, readiness 503, config_invalid, then boot_failed; no error page; well when mended",
  },
  async () => {
    const first = await site.startAndPublish();
    expect(await first.stop()).toBe(0);
    const server = await site.start({ config: BROKEN });
    await server.served();
    await waitUntil(async () => (await readReasons(server)).includes("config_invalid"));
    expect(await isReady(server)).toBe(false);
    const pages = [await server.ask("/")];
    writeFileSync(join(site.folder, "nagios.cfg"), "log_file=/nowhere\n");
    writeConfig(site.config.replace(/status_dat_path: \S+/, `config_path: ${site.folder}/nagios.cfg`));
    await waitUntil(async () => {
      const reasons = await readReasons(server);
      return reasons.includes("boot_failed") && !reasons.includes("config_invalid");
    });
    expect(await isReady(server)).toBe(false);
    pages.push(await server.ask("/"));
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    for (const { body } of pages) expect(body).toContain("Website");
    writeFileSync(join(site.folder, "nagios.cfg"), `status_file=${site.folder}/status.dat\n`);
    const recoveredMs = await timeUntil(async () => (await isReady(server)) && (await isLive(server)), 60_000);
    return {
      observed: "config_invalid, then boot_failed; 200 with the last page both times, 503 for readiness",
      recoveredMs,
    };
  },
);

chaosRow(
  {
    id: "P16",
    variant: "built for another Node",
    fault: "the database's addon cannot be loaded",
    expected: "the page is live without history, readiness 503, db_failed with a sentence that says what to do",
  },
  async () => {
    const server = await site.start({ env: { ADDON_FAULT: "other node" } });
    const liveMs = await timeUntil(() => isLive(server), 60_000);
    const reasons = await readReasons(server);
    expect(reasons).toContain("db_failed");
    expect(await isReady(server)).toBe(false);
    expect(server.output()).toMatch(/better-sqlite3.*npm rebuild|npm rebuild.*better-sqlite3/s);
    expect(server.output()).not.toMatch(/ at .*node_modules/);
    return { observed: `${reasons.join(", ")}; the page is live after ${Math.round(liveMs)} ms`, recoveredMs: null };
  },
);
