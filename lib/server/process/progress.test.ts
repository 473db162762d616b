import { expect, it } from "vitest";
import { beginProgress, isProgressing, noteBeat } from "./progress";
import type { Beat } from "./protocol";

const beat = (roundAgeMs: number | null): Beat => ({
  type: "beat",
  roundAgeMs,
  intervalMs: 10_000,
  bootFailed: false,
  rssBytes: 1,
});

it("the watchdog is fed while the last round is younger than two intervals and a minute", () => {
  const progress = noteBeat(beginProgress(0), beat(2_000), 100_000);
  expect(isProgressing(progress, 98_000 + 79_999)).toBe(true);
  expect(isProgressing(progress, 98_000 + 80_000)).toBe(false);
});

it("an event loop that beats while no round finishes feeds nothing", () => {
  const first = noteBeat(beginProgress(0), beat(0), 1_000);
  const later = noteBeat(first, beat(500_000), 501_000);
  expect(isProgressing(later, 501_000)).toBe(false);
});

it("the start has as long, and a new server that has done nothing yet does not shorten it", () => {
  expect(isProgressing(beginProgress(0), 119_999)).toBe(true);
  expect(isProgressing(noteBeat(beginProgress(0), beat(null), 79_000), 79_999)).toBe(true);
});
