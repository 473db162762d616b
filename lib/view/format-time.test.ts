import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatClock,
  formatDate,
  formatDay,
  formatHours,
  formatLongDay,
  formatLongZone,
  formatMoment,
  formatNear,
  formatSpan,
  formatWeekday,
  formatZone,
  readDay,
} from "./format-time";

const ZONE = "Europe/Berlin";
const AT = Date.UTC(2026, 10, 23, 13, 32, 9);

describe("an instant in the page's zone", () => {
  it("has its clock, its zone and its date", () => {
    expect(formatMoment(AT, ZONE)).toBe("14:32 CET, 23 Nov 2026");
    expect(formatClock(Date.UTC(2026, 6, 1, 22, 5), ZONE)).toBe("00:05 CEST");
    expect(formatDate(Date.UTC(2026, 8, 30, 22, 5), ZONE)).toBe("1 Oct 2026");
  });

  it("calls zones as people there do, and others by their distance from UTC", () => {
    const zones = ["America/New_York", "Europe/London", "Australia/Sydney", "Asia/Kolkata", "Asia/Tokyo", "UTC"];
    expect(zones.map((zone) => formatZone(AT, zone))).toEqual(["EST", "GMT", "AEDT", "IST", "UTC+9", "UTC"]);
    expect(formatLongZone(AT, ZONE)).toBe("Central European Standard Time (CET)");
  });

  it("reads an unknown zone as UTC", () => {
    expect(formatMoment(AT, "Atlantis/Capital")).toBe("13:32 UTC, 23 Nov 2026");
  });

  it("keeps the two hours apart that a clock shows twice", () => {
    expect(formatClock(Date.UTC(2026, 9, 25, 0, 30), ZONE)).toBe("02:30 CEST");
    expect(formatClock(Date.UTC(2026, 9, 25, 1, 30), ZONE)).toBe("02:30 CET");
  });

  it("is as short as it can be without doubt", () => {
    expect(formatNear(AT - 3_600_000, AT, ZONE)).toBe("13:32 CET");
    expect(formatNear(AT - 86_400_000, AT, ZONE)).toBe("14:32 CET, 22 Nov");
    expect(formatNear(AT - 365 * 86_400_000, AT, ZONE)).toBe("14:32 CET, 23 Nov 2025");
  });
});

describe("a span", () => {
  it("names its zone once within a day, both days over midnight, both zones over a change of the clocks", () => {
    expect(formatSpan(AT, AT + 1_320_000, ZONE)).toBe("14:32–14:54 CET");
    expect(formatSpan(AT, AT + 12 * 3_600_000, ZONE)).toBe("14:32 CET, 23 Nov – 02:32 CET, 24 Nov");
    expect(formatSpan(Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30), ZONE)).toBe("02:30 CEST – 02:30 CET");
  });
});

describe("the hours of a window", () => {
  it("are a span, through a night its clocks alone, else with the day of the end", () => {
    const evening = Date.UTC(2026, 10, 26, 21);
    expect(formatHours(evening, evening + 5_400_000, ZONE)).toBe("22:00–23:30 CET");
    expect(formatHours(evening, evening + 3 * 3_600_000, ZONE)).toBe("22:00 to 01:00 CET");
    expect(formatHours(evening, evening + 30 * 3_600_000, ZONE)).toBe("22:00 CET to 04:00 CET, 28 Nov");
    const change = Date.UTC(2026, 9, 24, 21);
    expect(formatHours(change, change + 6 * 3_600_000, ZONE)).toBe("23:00 CEST to 04:00 CET, 25 Oct");
  });
});

describe("a day", () => {
  it("is written with its weekday", () => {
    expect(formatDay("2026-11-18")).toBe("Wed 18 Nov");
    expect(formatWeekday("2026-11-18")).toBe("Wednesday");
    expect(formatLongDay("2026-11-23")).toBe("Monday 23 November 2026");
  });

  it("of an instant is the day in the zone, for every instant", () => {
    expect(readDay(Date.UTC(2026, 10, 22, 23, 30), ZONE)).toBe("2026-11-23");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (at) => {
        expect(readDay(at, "UTC")).toBe(new Date(at).toISOString().slice(0, 10));
      }),
    );
  });
});
