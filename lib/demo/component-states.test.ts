import { expect, test } from "vitest";
import { judgeInSlices } from "@/lib/domain/component-state";
import { reconcile } from "@/lib/domain/incidents/reconcile";
import { reconcileMaintenances } from "@/lib/domain/maintenances/reconcile";
import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import { drain } from "@/lib/domain/slices";
import type { Snapshot } from "@/lib/domain/snapshot";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { compileSelection } from "@/lib/nagios/compile-selection";
import { parseObjectCache } from "@/lib/nagios/object-cache";
import { select } from "@/lib/nagios/select";
import { createStatusScanner } from "@/lib/nagios/status-scanner";
import { DEMO_COMPONENTS, DEMO_SELECTION } from "./selection";
import { BORN_AT, TIMELINE, WORLD } from "./test-worlds";
import { writeObjectCache } from "./write-object-cache";
import { writeStatus } from "./write-status";

function readSnapshot(at: number): Snapshot {
  const scanner = createStatusScanner();
  scanner.push(writeStatus(TIMELINE, at));
  const reading = scanner.end();
  if (reading.kind !== "complete") throw new Error(reading.reason);
  const { model } = parseObjectCache(writeObjectCache(WORLD.beginsAt));
  const compiled = compileSelection(model, reading.status.names, DEMO_SELECTION);
  expect(compiled.unmatched).toEqual([]);
  expect(compiled.components.map((component) => component.name)).toEqual(DEMO_COMPONENTS.map(({ name }) => name));
  return select(reading.status, compiled, null);
}

/** What a visitor is told at an instant: the components that are not operational. */
function tellVisitor(at: number): Record<string, PublicState> {
  const { components } = drain(judgeInSlices(readSnapshot(at), DEFAULT_MAPPING));
  const told = [...components].map(([slug, { state }]) => [slug, state] as const);
  return Object.fromEntries(told.filter(([, state]) => state !== "operational"));
}

test("visitors see the opening scene, then the first outage, then the announced maintenance", () => {
  const opening = {
    audiobooks: "degraded_performance",
    "harbour-returns": "major_outage",
    notices: "under_maintenance",
  } as const;
  expect(tellVisitor(BORN_AT)).toEqual(opening);
  expect(tellVisitor(BORN_AT + 6 * MINUTE_MS)).toEqual({
    ...opening,
    "catalogue-search": "major_outage",
  });
  expect(tellVisitor(BORN_AT + 18 * MINUTE_MS)).toEqual({
    audiobooks: "degraded_performance",
    "e-books": "degraded_performance",
    "hillside-terminal": "under_maintenance",
    notices: "under_maintenance",
  });
});

test("at its birth there is an incident with words for the public, a maintenance under way and one to come", () => {
  const snapshot = readSnapshot(BORN_AT);
  const { incidents, updates } = reconcile({
    records: [],
    lastId: 0,
    snapshot,
    judgement: drain(judgeInSlices(snapshot, DEFAULT_MAPPING)),
    mapping: DEFAULT_MAPPING,
    rules: DEFAULT_INCIDENT_RULES,
    past: [],
    findTimes: () => null,
    findRoot: () => null,
    findRecovery: () => null,
    gaps: [],
    isKnown: () => true,
  });
  expect(incidents).toMatchObject([{ acknowledged: true, publicAt: expect.any(Number) }]);
  expect(updates.filter(({ kind }) => kind === "nagios")).toMatchObject([
    { status: "identified", text: expect.stringMatching(/^The sorter is jammed/) },
  ]);
  const known = { known: [], lastId: 0, snapshot, publicPrefix: DEFAULT_INCIDENT_RULES.publicPrefix };
  expect(reconcileMaintenances(known).maintenances).toMatchObject([
    { status: "in_progress", publicText: expect.stringMatching(/^Our notices/) },
    { status: "scheduled", publicText: expect.stringMatching(/^The terminal/) },
  ]);
});

test("two of three terminals are enough, and one of two web servers", () => {
  const secondScene = BORN_AT + 25 * MINUTE_MS + 18 * MINUTE_MS;
  expect(tellVisitor(secondScene)).toEqual({ bookmobile: "degraded_performance" });
  const fifthScene = BORN_AT + 100 * MINUTE_MS + 18 * MINUTE_MS;
  expect(tellVisitor(fifthScene)).toEqual({ audiobooks: "degraded_performance" });
});

test("in the first hours every component is operational most of the time, and all are at times", () => {
  let allGreen = 0;
  const disturbed = new Map<string, number>();
  const instants = Array.from({ length: 6 * 30 }, (_, index) => BORN_AT + HOUR_MS + index * 2 * MINUTE_MS);
  for (const at of instants) {
    const told = Object.keys(tellVisitor(at));
    if (told.length === 0) allGreen += 1;
    for (const slug of told) disturbed.set(slug, (disturbed.get(slug) ?? 0) + 1);
  }
  expect(allGreen / instants.length).toBeGreaterThan(0.3);
  for (const count of disturbed.values()) expect(count / instants.length).toBeLessThan(0.3);
  expect(disturbed.size).toBeGreaterThan(8);
});
