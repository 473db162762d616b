import { totalmem } from "node:os";
import { expect, it } from "vitest";
import { findExcess, findMemoryLimit, readMemoryUse } from "./memory-limit";

const MIB = 1024 ** 2;

it("the configured limit holds as it is", () => {
  expect(findMemoryLimit(64 * MIB)).toBe(64 * MIB);
});

it("without one it is a share of what there is, and enough to run at all", () => {
  expect(findMemoryLimit(null)).toBeLessThanOrEqual(Math.max(0.85 * totalmem(), 256 * MIB));
  expect(findMemoryLimit(null)).toBeGreaterThanOrEqual(256 * MIB);
});

it("memory from the limit on is too much, and so is a heap that is almost full", () => {
  expect(findExcess({ rssBytes: 99 * MIB, heapShare: 0.5 }, 100 * MIB)).toBeNull();
  expect(findExcess({ rssBytes: 100 * MIB, heapShare: 0.5 }, 100 * MIB)).toBe(
    "100 MiB of memory are used; the limit is 100 MiB",
  );
  expect(findExcess({ rssBytes: 1, heapShare: 0.93 }, 100 * MIB)).toBe("93 % of the JavaScript heap are used");
});

it("this very process uses some of both", () => {
  const { rssBytes, heapShare } = readMemoryUse();
  expect(rssBytes).toBeGreaterThan(10 * MIB);
  expect(heapShare).toBeGreaterThan(0);
  expect(heapShare).toBeLessThan(1);
});
