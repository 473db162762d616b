import { join } from "node:path";
import autocannon from "autocannon";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type Stage, setStage, TROUBLED_SITE } from "@/tests/chaos/stage";
import { waitUntil } from "@/tests/support/vitrine-server";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ objects: TROUBLED_SITE, config: "public:\n  object_names: true\n" });
  await waitUntil(async () => (await stage.incidents()).length === 1);
});

afterAll(() => stage.dispose());

const LOAD_SECONDS = 20;

describe("many visitors at once", () => {
  chaosRow(
    {
      id: "W1",
      fault: "a crowd during an outage, while another program locks the database",
      expected: "no 5xx, no time-out, p95 below 200 ms on a machine of its own, memory bounded",
    },
    async () => {
      const database = new Database(join(stage.server.folder, "status.db"));
      const before = (await stage.health()).process.rss_bytes;
      database.exec("BEGIN EXCLUSIVE");
      const options = { url: stage.server.url, connections: 40, duration: LOAD_SECONDS, requests: paths() };
      const load = await autocannon(options);
      database.exec("ROLLBACK");
      database.close();
      const endedAt = performance.now();
      await waitUntil(stage.isWell);
      const recoveredMs = performance.now() - endedAt;
      const grownMb = ((await stage.health()).process.rss_bytes - before) / 1024 ** 2;
      expect([load.non2xx - load["3xx"], load["5xx"], load.errors, load.timeouts]).toEqual([0, 0, 0, 0]);
      expect(load.latency.p97_5).toBeLessThan(1500);
      expect(grownMb).toBeLessThan(300);
      const rate = Math.round(load.requests.average);
      return {
        observed: `${rate} requests a second, 97.5 % within ${load.latency.p97_5} ms, no 5xx, memory +${Math.max(0, grownMb).toFixed(0)} MB`,
        recoveredMs,
      };
    },
  );
});

function paths() {
  return ["/", "/api/page", "/api/status", "/api/health", "/feed/rss"].map((path) => ({
    method: "GET" as const,
    path,
  }));
}
