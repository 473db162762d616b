import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { INFO, objectBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { createObjectCacheScanner } from "./object-cache";
import { createStatusScanner } from "./status-scanner";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const MEGABYTE = 1024 ** 2;
const PIECES = 48;
/** A third of what is read: with one slice kept of each piece it would be all. */
const MAX_KEPT = (PIECES / 3) * MEGABYTE;

/** Bytes that are held after as many pieces of one megabyte, each with one object that is kept. */
function measureKept<T>(
  scanner: { push(chunk: string): void; end(): T },
  makePiece: (i: number) => string,
): [T, number] {
  collectGarbage();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().external;
  for (let i = 0; i < PIECES; i += 1) {
    // Read from bytes as a file is: one flat string, of which a single kept slice would hold all.
    scanner.push(Buffer.from(makePiece(i), "latin1").toString("latin1"));
  }
  const kept = scanner.end();
  collectGarbage();
  return [kept, process.memoryUsage().heapUsed + process.memoryUsage().external - before];
}

it("a reading of status.dat keeps no text of the file but what it says", () => {
  const scanner = createStatusScanner();
  scanner.push(INFO);
  const [reading, bytes] = measureKept(scanner, (i) =>
    statusBlock("servicestatus", {
      host_name: `a host with a long name ${i}`,
      service_description: `a service with a long name ${i}`,
      plugin_output: `an output that is long enough to be a slice ${i}`,
      long_plugin_output: "x".repeat(MEGABYTE),
    }),
  );
  expect(reading.kind === "complete" && reading.status.services.length).toBe(PIECES);
  expect(bytes).toBeLessThan(MAX_KEPT);
});

it("a model of objects.cache keeps no text of the file but what it says", () => {
  const [reading, bytes] = measureKept(
    createObjectCacheScanner(),
    (i) =>
      objectBlock("hostgroup", {
        hostgroup_name: `a group with a long name ${i}`,
        alias: `an alias that is long enough ${i}`,
        members: `a host with a long name ${i}`,
      }) +
      objectBlock("host", {
        host_name: `a host with a long name ${i}`,
        alias: `an alias that is long enough ${i}`,
        notes: `notes that are long enough ${i}`,
        action_url: "x".repeat(MEGABYTE),
      }),
  );
  expect([reading.kind, reading.model.hosts.size]).toEqual(["complete", PIECES]);
  expect(bytes).toBeLessThan(MAX_KEPT);
});
