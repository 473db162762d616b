import { describe, expect, it } from "vitest";
import { makePageViews } from "@/tests/fixtures/page-views";
import { foldDays } from "./fold-days";

const DAYS = makePageViews(Date.UTC(2026, 10, 23, 12)).operational.pastDays;

describe("days without incidents", () => {
  it("fold to one entry between the days with incidents, in their order", () => {
    const lengths = foldDays(DAYS).map((entry) => (entry.kind === "calm" ? entry.days.length : entry.day.date));
    expect(lengths).toEqual([5, "2026-11-18", 1]);
  });

  it("are all still there, newest first", () => {
    const dates = foldDays(DAYS).flatMap((entry) => (entry.kind === "calm" ? entry.days : [entry.day]));
    expect(dates).toEqual(DAYS);
  });

  it("make no entry when there are no days", () => {
    expect(foldDays([])).toEqual([]);
  });
});
