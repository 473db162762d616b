import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { buildHangingFs, type HangingFolder, mountHangingFolder } from "@/tests/chaos/hanging-folder";
import { endure, pause, type Stage, setStage, turnsGrey } from "@/tests/chaos/stage";
import { waitUntil } from "@/tests/support/vitrine-server";

const built = await buildHangingFs();
const HANG_MS = 30_000;

describe.runIf(built.kind === "found")("a file system that hangs", () => {
  let folder: HangingFolder;
  let stage: Stage;

  beforeAll(async () => {
    if (built.kind !== "found") return;
    const nagios = mkdtempSync(join(tmpdir(), "vitrine-chaos-"));
    folder = await mountHangingFolder(built.program, nagios);
    stage = await setStage({ nagios, readFrom: folder.path });
  });

  afterAll(async () => {
    folder.release();
    await stage.dispose();
    await folder.dispose();
  });

  chaosRow(
    {
      id: "S23",
      fault: "the file system of Nagios' files hangs for half a minute, as a dead network mount does",
      expected:
        "critical (source_hanging), two reads outstanding at most, grey at the bound, pages and files served as ever; one poll after, none outstanding",
    },
    async () => {
      let hanging = 0;
      const outcome = await endure(stage, {
        inject: () => folder.hang(),
        wellAgainMs: 12_000,
        async check() {
          const startedAt = performance.now();
          await turnsGrey(stage);
          await stage.says("source_hanging", "critical");
          const times: number[] = [];
          while (performance.now() - startedAt < HANG_MS) {
            for (const path of ["/", "/api/incidents", "/fonts/inter.woff2", "/metrics"]) {
              const askedAt = performance.now();
              expect((await stage.server.get(path)).status).toBe(200);
              times.push(performance.now() - askedAt);
            }
            hanging = Math.max(hanging, (await stage.health()).poller?.hanging_reads ?? 0);
            await pause(250);
          }
          expect(hanging).toBeGreaterThan(0);
          expect(hanging).toBeLessThanOrEqual(2);
          const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
          expect(p95).toBeLessThan(1000);
          return `critical (source_hanging), ${hanging} reads outstanding, p95 of ${times.length} answers ${p95.toFixed(0)} ms`;
        },
        heal() {
          folder.release();
          stage.restore();
        },
      });
      await waitUntil(async () => (await stage.health()).poller?.hanging_reads === 0);
      return outcome;
    },
  );
});

if (built.kind === "unavailable") it.skip(`S23 a file system that hangs: ${built.reason}`, () => undefined);
