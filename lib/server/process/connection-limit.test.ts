import { expect, it } from "vitest";
import { limitConnections, readHandleLimit } from "./connection-limit";

it("connections leave the process the handles that its own work needs", () => {
  expect(limitConnections(2048, 524_288)).toBe(2048);
  expect(limitConnections(2048, Number.POSITIVE_INFINITY)).toBe(2048);
  expect(limitConnections(2048, 1024)).toBe(960);
  expect(limitConnections(2048, 100)).toBe(50);
  expect(limitConnections(2048, 1)).toBe(1);
});

it("the limit is that of this process", () => {
  expect(readHandleLimit()).toBeGreaterThan(64);
});
