import { existsSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import {
  createSupervisedSite,
  describeWatched,
  readReasons,
  type SupervisedSite,
  watchAnswers,
} from "@/tests/support/supervised-site";
import type { SupervisedVitrine } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

let site: SupervisedSite;

beforeEach(() => {
  site = createSupervisedSite(() => [{ host: "web1" }, { host: "web1", service: "HTTP", state: 2, problemId: 1 }]);
});

afterEach(() => site.dispose());

const BODY = JSON.stringify({ author: "Web team", comment_text: "We are on it." });

/** A person's words of which the second half is on its way. */
function beginWriting({ port }: SupervisedVitrine) {
  const login = Buffer.from("ops:s3cret").toString("base64");
  const headers = {
    Authorization: `Basic ${login}`,
    "Content-Type": "application/json",
    "Content-Length": BODY.length,
  };
  const sent = request({ host: "127.0.0.1", port, path: "/api/incidents/1/comments", method: "POST", headers });
  const status = new Promise<number>((resolve, reject) => {
    sent.once("error", reject).once("response", (response) => resolve(response.resume().statusCode ?? 0));
  });
  sent.write(BODY.slice(0, 20));
  return { status, finish: () => sent.end(BODY.slice(20)) };
}

chaosRow(
  {
    id: "P2",
    fault: "SIGTERM while visitors ask and a person writes",
    expected: "what is under way is finished, readiness says no meanwhile, the database is closed whole, exit 0",
  },
  async () => {
    const config = `${site.config}api:\n  basic_auth_username: ops\n  basic_auth_password: s3cret\n`;
    const server = await site.startAndPublish({ config });
    await waitUntil(async () => (await server.ask("/api/incidents/1")).status === 200);
    const end = watchAnswers(server);
    const writing = beginWriting(server);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const from = performance.now();
    const stopped = server.stop();
    await waitUntil(async () => (await server.ask("/api/readyz")).status === 503, 5_000);
    expect(server.parent.exitCode).toBeNull();
    writing.finish();
    expect(await writing.status).toBe(201);
    expect(await stopped).toBe(0);
    const tookMs = performance.now() - from;
    const watched = await end();
    // After the end of everything there is nobody to connect to; before it nothing that was accepted is cut off.
    const {
      server: byServer = 0,
      "stand-in": byStandIn = 0,
      ECONNREFUSED: _,
      ECONNRESET: atTheEnd = 0,
      ...cut
    } = watched.counts;
    expect(byServer + byStandIn).toBeGreaterThan(0);
    expect(atTheEnd).toBeLessThanOrEqual(2);
    expect(cut).toEqual({});
    expect(tookMs).toBeLessThan(10_000);
    const wal = join(site.folder, "status.db-wal");
    expect(existsSync(wal) ? statSync(wal).size : 0).toBe(0);
    expect(existsSync(join(site.folder, "status.db.lock"))).toBe(false);
    return {
      observed: `201 for the person, exit 0 after ${Math.round(tookMs)} ms; ${describeWatched(watched)}`,
      recoveredMs: null,
    };
  },
);

chaosRow(
  {
    id: "P17",
    fault: "a second service over the same database",
    expected:
      "the second says so, is not ready and polls nothing, the first notices nothing; it takes over when that ends",
  },
  async () => {
    const first = await site.startAndPublish();
    const second = await site.start();
    await waitUntil(() => second.output().includes("Another Vitrine uses the database"), 60_000);
    await waitUntil(async () => (await readReasons(second)).includes("boot_failed"));
    expect((await second.ask("/api/readyz")).status).toBe(503);
    const page = await second.ask("/");
    expect(page.status).toBe(200);
    expect(page.body).toContain("Website");
    expect(await readReasons(first)).toEqual([]);
    expect((await first.ask("/api/readyz")).status).toBe(200);
    expect(await first.stop()).toBe(0);
    const from = performance.now();
    await waitUntil(async () => (await second.ask("/api/readyz")).status === 200, 30_000);
    return {
      observed: "boot_failed: Another Vitrine uses the database …; ready when the first had ended",
      recoveredMs: performance.now() - from,
    };
  },
);
