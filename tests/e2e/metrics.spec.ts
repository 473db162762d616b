import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { PageView } from "@/lib/view/page-view";
import { nowSeconds, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, waitUntil } from "@/tests/support/vitrine-server";

const CONFIG = (nagios: string) => `
nagios: {status_dat_path: ${nagios}/status.dat}
polling: {staleness_threshold_seconds: 8}
components: [{name: Website, services: [web1/HTTP]}]
metrics: [{name: "Website, response time", host: web1, service: HTTP, value: time}]
`;

let nagios: string;
let feeder: NodeJS.Timeout | null = null;

function site(time: string) {
  const service = { host: "web1", service: "HTTP", performanceData: `time=${time};3;8;0 size=18B` };
  return { objects: [{ host: "web1" }, service], createdAt: nowSeconds() };
}

/** Shows a value and goes on measuring it, as a living Nagios does. */
function measure(time: string): void {
  stopNagios();
  writeStatus(nagios, site(time));
  feeder = setInterval(() => writeStatus(nagios, site(time)), 500);
}

function stopNagios(): void {
  if (feeder !== null) clearInterval(feeder);
  feeder = null;
}

test.beforeEach(() => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-metrics-"));
  writeSite(nagios, site("0.38s"));
});

test.afterEach(() => {
  stopNagios();
  rmSync(nagios, { recursive: true, force: true });
});

test("a measured value follows its check, and is unknown when nothing is heard of it", async ({ page }) => {
  measure("0.38s");
  const server = await startVitrine({ config: CONFIG(nagios) });
  try {
    const figure = page.locator("#metrics figure");
    await waitUntil(async () => (await server.json<PageView>("/api/page")).metrics?.[0]?.latest?.isPresent === true);
    await page.goto(server.url);
    await expect(figure).toContainText("Website, response time0.38\u00a0s");
    measure("0,5s");
    await expect(figure).toContainText("0.5\u00a0s");
    stopNagios();
    await expect(figure).toContainText("Unknown, last 0.5\u00a0s");
    measure("0.4s");
    await expect(figure).toContainText("Website, response time0.4\u00a0s");
    expect(await (await server.get("/api/page")).text()).not.toMatch(/web1|HTTP/);
  } finally {
    await server.dispose();
  }
});

test("what was measured outlives a restart", async () => {
  const measured = async (server: { json<T>(path: string): Promise<T> }) =>
    (await server.json<PageView>("/api/page")).metrics?.[0]?.points.filter((point) => point !== null) ?? [];
  measure("0.38s");
  const first = await startVitrine({ config: CONFIG(nagios) });
  await waitUntil(async () => (await measured(first)).length > 0);
  await first.stop();
  // The check that measured nothing leaves what was measured before.
  measure("U");
  const second = await startVitrine({ config: CONFIG(nagios), folder: first.folder });
  try {
    await waitUntil(async () => (await second.json<PageView>("/api/page")).metrics[0]?.latest?.isPresent === false);
    expect((await measured(second))[0]).toBe(0.38);
  } finally {
    await second.dispose();
  }
});
