import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
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
