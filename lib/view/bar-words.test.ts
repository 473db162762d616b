import { describe, expect, it } from "vitest";
import { sayBar, sayDay, sayMinuteCount, sayPercent } from "./bar-words";
import { ENGLISH } from "./words/words-of";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("a day in words", () => {
  it("says its share, what disturbed it worst first, and how often it was disrupted", () => {
    const day = { index: 3, minutes: { unknown: 5, partial_outage: 42 }, uptime: 99.31, disruptions: 1 };
    expect(plain(sayDay({ date: "2026-03-03", mark: "p", day, isToday: false }, ENGLISH))).toBe(
      "3 Mar: 99.31 %, 42 min partial outage, 5 min unknown, 1 disruption",
    );
  });

  it("marks today as not over", () => {
    const day = { index: 89, minutes: { major_outage: 61 }, uptime: 90, disruptions: 2 };
    expect(plain(sayDay({ date: "2026-11-23", mark: "x", day, isToday: true }, ENGLISH))).toBe(
      "23 Nov, so far: 90.00 %, 1 h 1 min major outage, 2 disruptions",
    );
  });

  it("says of a calm day that nothing was, of a dark one that there is no data, and of an unconfirmed one unknown", () => {
    expect(plain(sayDay({ date: "2026-03-03", mark: "o", day: undefined, isToday: false }, ENGLISH))).toBe(
      "3 Mar: 100 %, no disruption",
    );
    expect(sayDay({ date: "2026-03-03", mark: "-", day: undefined, isToday: false }, ENGLISH)).toBe("3 Mar: no data");
    expect(sayDay({ date: "2026-03-03", mark: "u", day: undefined, isToday: true }, ENGLISH)).toBe(
      "3 Mar, so far: unknown",
    );
  });
});

it("percent carry two places, except a whole hundred", () => {
  expect([100, 99.9, 0, null].map((percent) => plain(sayPercent(percent, ENGLISH)))).toEqual([
    "100 %",
    "99.90 %",
    "0.00 %",
    "no data",
  ]);
});

it("minutes are told in hours from the first full one on", () => {
  expect([0, 42, 60, 65, 1440].map((count) => plain(sayMinuteCount(count, ENGLISH)))).toEqual([
    "0 min",
    "42 min",
    "1 h",
    "1 h 5 min",
    "24 h",
  ]);
});

it("a bar is told by its disrupted days, and by its known ones where not all are", () => {
  expect(sayBar("oox", ENGLISH)).toBe("1 day with a disruption");
  expect(sayBar("-oo", ENGLISH)).toBe("no disruption, 2 days known");
  expect(sayBar("---", ENGLISH)).toBe("no data");
});
