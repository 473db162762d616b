import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "./time";
import { addDays, dateIn, listDays, startOfDate, windowOfMonth } from "./zone-days";

const BERLIN = "Europe/Berlin";

function hours(timeZone: string, date: string): number {
  const from = startOfDate(timeZone, date);
  return (startOfDate(timeZone, addDays(date, 1)) - from) / HOUR_MS;
}

describe("days of a zone", () => {
  it("begin at its midnight and have 23, 24 or 25 hours", () => {
    expect(new Date(startOfDate(BERLIN, "2026-07-01")).toISOString()).toBe("2026-06-30T22:00:00.000Z");
    expect(hours(BERLIN, "2026-03-29")).toBe(23);
    expect(hours(BERLIN, "2026-10-25")).toBe(25);
    expect(hours("America/New_York", "2026-03-08")).toBe(23);
    expect(hours("Australia/Lord_Howe", "2026-04-05")).toBe(24.5);
  });

  it("begin after midnight where clocks skip it, and are left out where a zone did", () => {
    expect(new Date(startOfDate("America/Santiago", "2026-09-06")).toISOString()).toBe("2026-09-06T04:00:00.000Z");
    expect(hours("America/Santiago", "2026-09-06")).toBe(23);
    const window = { from: Date.UTC(2011, 11, 29, 12), to: Date.UTC(2011, 11, 31, 12) };
    expect(listDays("Pacific/Apia", window).map(({ date }) => date)).toEqual([
      "2011-12-29",
      "2011-12-31",
      "2012-01-01",
    ]);
  });

  it("are cut by the window", () => {
    const window = { from: Date.UTC(2026, 9, 24, 12), to: Date.UTC(2026, 9, 25, 12) };
    expect(listDays(BERLIN, window)).toEqual([
      { date: "2026-10-24", from: window.from, to: Date.UTC(2026, 9, 24, 22) },
      { date: "2026-10-25", from: Date.UTC(2026, 9, 24, 22), to: window.to },
    ]);
    expect(listDays(BERLIN, { from: window.from, to: window.from })).toEqual([]);
  });

  const ZONES = fc.constantFrom(
    BERLIN,
    "America/New_York",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Africa/Cairo",
    "UTC",
    "America/Havana",
  );
  const INSTANTS = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) });

  it("tile every window, and each instant is in the day of its date", () => {
    const law = fc.property(
      ZONES,
      INSTANTS,
      fc.integer({ min: 1, max: 40 * 24 * HOUR_MS }),
      (timeZone, from, length) => {
        const days = listDays(timeZone, { from, to: from + length });
        expect(days[0]?.from).toBe(from);
        expect(days.at(-1)?.to).toBe(from + length);
        for (const [index, day] of days.entries()) {
          expect(day.to).toBeGreaterThan(day.from);
          if (index > 0) expect(day.from).toBe(days[index - 1]?.to);
          expect([dateIn(timeZone, day.from), dateIn(timeZone, day.to - 1)]).toEqual([day.date, day.date]);
        }
      },
    );
    fc.assert(law, { numRuns: 60 });
  });
});

describe("months of a zone", () => {
  it("begin with their first day", () => {
    const november = windowOfMonth(BERLIN, "2026-11");
    expect(new Date(november.from).toISOString()).toBe("2026-10-31T23:00:00.000Z");
    expect((november.to - november.from) / HOUR_MS).toBe(30 * 24);
    expect((windowOfMonth(BERLIN, "2026-10").to - windowOfMonth(BERLIN, "2026-10").from) / HOUR_MS).toBe(31 * 24 + 1);
  });
});
