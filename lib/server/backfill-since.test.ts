import { describe, expect, it } from "vitest";
import { readSince } from "./backfill-since";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const read = (text: string) => readSince(text, "Europe/Berlin", NOW);

describe("--since", () => {
  it("is a date in the page's zone, a time, or so many days ago", () => {
    expect(read("2026-03-01")).toBe(Date.parse("2026-02-28T23:00:00Z"));
    expect(read("2026-03-01T06:00:00+02:00")).toBe(Date.parse("2026-03-01T04:00:00Z"));
    expect(read("2026-03-01T06:00Z")).toBe(Date.parse("2026-03-01T06:00:00Z"));
    expect(read("90d")).toBe(Date.parse("2026-08-26T12:00:00Z"));
  });

  it.each(["", "yesterday", "90", "2026-13-01", "2026-03-01 06:00", "2026-03-01T25:00:00Z", "-1d"])(
    "is not %j",
    (text) => {
      expect(read(text)).toBeNull();
    },
  );
});
