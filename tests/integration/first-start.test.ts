import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { nowSeconds, type Site, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

let nagios: string;
let server: VitrineServer;

beforeEach(() => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
});

afterEach(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

const config = () => `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - name: Website
    services: [web1/HTTP]
`;
const page = async () => (await server.get("/")).text();
const site = (): Site => ({
  objects: [{ host: "web1" }, { host: "web1", service: "HTTP", state: 2, problemId: 3 }],
  createdAt: nowSeconds(),
});

it("before Nagios has said anything, what was chosen is there and unknown; then it is as Nagios says", async () => {
  server = await startVitrine({ config: config() });
  await waitUntil(async () => (await page()).includes("Website"));
  expect(await page()).toContain("We cannot confirm the status right now");
  expect(await page()).not.toContain("Operational");
  expect(await server.json("/api/health")).toMatchObject({ status: "stale", status_dat_age_seconds: null });
  writeSite(nagios, site());
  await waitUntil(async () => (await page()).includes("Website has a major outage"));
});

it("after a restart without Nagios' files the page is what was last known, marked as such", async () => {
  writeSite(nagios, site());
  server = await startVitrine({ config: config() });
  await waitUntil(async () => (await page()).includes("Website has a major outage"));
  await server.stop();
  rmSync(join(nagios, "status.dat"));
  const later = `${config()}polling:\n  staleness_threshold_seconds: 1\n`;
  server = await startVitrine({ config: later, folder: server.folder });
  await waitUntil(async () => (await page()).includes("We cannot confirm the status right now"));
  const html = await page();
  expect(html).toContain("Website");
  expect(html).toMatch(/last known/i);
});
