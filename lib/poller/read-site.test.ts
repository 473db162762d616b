import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { metricId } from "@/lib/domain/metric";
import { TELL_ALL } from "@/lib/domain/policy";
import { systemClock } from "@/lib/platform/clock";
import { nowSeconds, type SiteObject, writeSite } from "@/tests/support/site";
import { createSiteReader } from "./read-site";
import { createSourceReader, type SourceReader } from "./read-source";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-site-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a round that is no longer current stops reading at the next piece", async () => {
  const output = "x".repeat(4000);
  const objects = Array.from({ length: 5000 }, (_, index): SiteObject => ({ host: `host${index}`, output }));
  writeSite(folder, { objects, createdAt: nowSeconds() });
  const real = createSourceReader();
  let pieces = 0;
  const reader: SourceReader = {
    ...real,
    read: (path, known, onPiece) =>
      real.read(path, known, (piece) => {
        pieces += 1;
        onPiece(piece);
      }),
  };
  const quiet = () => undefined;
  const site = createSiteReader({
    reader,
    files: { statusPath: join(folder, "status.dat"), objectCachePath: null, intervalLengthMs: 60_000 },
    selection: {
      kind: "objects",
      members: { hostgroups: [], servicegroups: [], hosts: ["host1"], services: [] },
      telling: TELL_ALL,
    },
    clock: systemClock,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  expect(await site.read(null, () => pieces <= 2)).toMatchObject({ kind: "unavailable" });
  expect(pieces).toBe(3);
  expect((await site.read(null, () => true)).kind).toBe("fresh");
  expect(pieces).toBeGreaterThan(10);
});

it("what metrics name is measured with each reading, and told once where nothing answers to it", async () => {
  const service = { host: "web1", service: "HTTP", performanceData: "time=0.38s" };
  const createdAt = nowSeconds();
  writeSite(folder, { objects: [{ host: "web1" }, service], createdAt });
  const told: string[] = [];
  const metric = { name: "Time", key: "web1;HTTP", label: "time", unit: null, factor: 1, slowFrom: null };
  const quiet = () => undefined;
  const site = createSiteReader({
    reader: createSourceReader(),
    files: { statusPath: join(folder, "status.dat"), objectCachePath: null, intervalLengthMs: 60_000 },
    selection: { kind: "components", components: [] },
    metrics: [metric, { ...metric, name: "Gone", key: "web9" }],
    clock: systemClock,
    log: { debug: quiet, info: quiet, warn: (text) => told.push(text), error: quiet },
  });
  const reading = await site.read(null, () => true);
  const measured = reading.kind === "fresh" ? reading.snapshot.measurements : new Map();
  const checkedAt = (createdAt - 5) * 1000;
  expect(measured.get(metricId(metric))).toEqual({ checkedAt, value: 0.38, uom: "s", isPresent: true });
  writeSite(folder, { objects: [{ host: "web1" }, service], createdAt: createdAt + 1 });
  await site.read(null, () => true);
  expect(told).toEqual(["Gone: host web9 is unknown to Nagios"]);
});
