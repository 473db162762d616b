import { expect, test } from "vitest";
import { judgeInSlices } from "@/lib/domain/component-state";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import { drain } from "@/lib/domain/slices";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { compileSelection } from "@/lib/nagios/compile-selection";
import { parseObjectCache } from "@/lib/nagios/object-cache";
import { select } from "@/lib/nagios/select";
import { createStatusScanner } from "@/lib/nagios/status-scanner";
import { DEMO_COMPONENTS, DEMO_SELECTION } from "./selection";
import { BORN_AT, TIMELINE, WORLD } from "./test-worlds";
import { writeObjectCache } from "./write-object-cache";
import { writeStatus } from "./write-status";

/** What a visitor is told at an instant: the components that are not operational. */
function tellVisitor(at: number): Record<string, PublicState> {
  const scanner = createStatusScanner();
  scanner.push(writeStatus(TIMELINE, at));
  const reading = scanner.end();
  if (reading.kind !== "complete") throw new Error(reading.reason);
  const { model } = parseObjectCache(writeObjectCache(WORLD.beginsAt));
  const compiled = compileSelection(model, reading.status.names, DEMO_SELECTION);
  expect(compiled.unmatched).toEqual([]);
  expect(compiled.components.map((component) => component.name)).toEqual(DEMO_COMPONENTS.map(({ name }) => name));
  const snapshot = select(reading.status, compiled, null);
  const { components } = drain(judgeInSlices(snapshot, DEFAULT_MAPPING));
  const told = [...components].map(([slug, { state }]) => [slug, state] as const);
  return Object.fromEntries(told.filter(([, state]) => state !== "operational"));
}

test("visitors see the opening scene, then the first outage, then the announced maintenance", () => {
  expect(tellVisitor(BORN_AT)).toEqual({ audiobooks: "degraded_performance" });
  expect(tellVisitor(BORN_AT + 6 * MINUTE_MS)).toEqual({
    audiobooks: "degraded_performance",
    "catalogue-search": "major_outage",
  });
  expect(tellVisitor(BORN_AT + 18 * MINUTE_MS)).toEqual({
    audiobooks: "degraded_performance",
    "e-books": "degraded_performance",
    "hillside-terminal": "under_maintenance",
  });
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
