import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { NOTHING_JUDGED } from "@/lib/domain/component-state";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { sampleHistory } from "@/lib/domain/sample-history";
import { dropForeignPage, keepPublication, loadKeptPublication } from "./kept-publication";
import { parseKeptPage } from "./process/kept-page";
import type { PublicSettings } from "./public-settings";
import { makePublication } from "./publish";

const SETTINGS: PublicSettings = {
  name: "Example",
  demo: false,
  timeZone: "UTC",
  language: "en",
  templates: {},
  link: null,
  publishes: true,
  refreshMs: 2000,
  stalenessThresholdMs: 60_000,
  mapping: {
    host: { down: "major_outage", unreachable: "major_outage" },
    service: { warning: "degraded_performance", critical: "major_outage", unknown: "unknown" },
  },
  weights: DEFAULT_WEIGHTS,
  objectNames: false,
  pluginOutput: false,
  choice: "one",
  metrics: [],
  blankComponents: [],
};

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "vitrine-kept-")), "folder", "status.db.page.json");
});
afterEach(() => rmSync(join(path, "..", ".."), { recursive: true, force: true }));

function keep(settings = SETTINGS): Promise<void> {
  const input = {
    snapshot: null,
    judgement: NOTHING_JUDGED,
    incidents: [],
    maintenances: [],
    checkedAt: 1000,
    at: 1000,
  };
  const past = { history: sampleHistory(), figures: null };
  return keepPublication(path, makePublication({ ...input, ...past }, settings), settings);
}

it("a publication comes back as it was kept, with the choice that it was made under", async () => {
  expect(await loadKeptPublication(path)).toBeNull();
  await keep();
  const kept = await loadKeptPublication(path);
  expect(kept).toMatchObject({ choice: "one", page: { name: "Example", checkedAt: 1000 } });
});

it("the parent of a dead server reads what was kept", async () => {
  await keep();
  expect(parseKeptPage(readFileSync(path, "utf8"))).toMatchObject({ name: "Example", checkedAt: 1000 });
});

it("a page of another choice is deleted, one of the same stays", async () => {
  await keep();
  await dropForeignPage(path, "one");
  expect(existsSync(path)).toBe(true);
  await dropForeignPage(path, "another");
  expect(existsSync(path)).toBe(false);
});

it("a page that was kept by a version without metrics has none", async () => {
  await keep();
  const { page, settings, ...kept } = JSON.parse(readFileSync(path, "utf8"));
  const { metrics: _shown, ...olderPage } = page;
  const { metrics: _chosen, ...olderSettings } = settings;
  writeFileSync(path, JSON.stringify({ ...kept, page: olderPage, settings: olderSettings }));
  expect((await loadKeptPublication(path))?.page).toMatchObject({ name: "Example", metrics: [] });
});
