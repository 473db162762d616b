import { describe, expect, it } from "vitest";
import { noSeconds } from "@/lib/domain/availability";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { describeCalendar, frameMonth, isMonth, sortByDay } from "./month-view";
import type { IncidentView } from "./page-view";
import { ENGLISH } from "./words/words-of";

describe("a month", () => {
  it("has its own number of days, and neighbours as far as anything is known", () => {
    expect(frameMonth("2026-02", "2026-01", "2026-03")).toMatchObject({
      previous: "2026-01",
      next: "2026-03",
    });
    expect(frameMonth("2026-02", "2026-02", "2026-02")).toMatchObject({ previous: null, next: null });
    expect(frameMonth("2026-12", "2026-01", "2027-01").next).toBe("2027-01");
    expect(frameMonth("2028-02", "2026-01", "2029-01").days).toHaveLength(29);
  });

  it("may be asked for when there is such a month, and it has begun", () => {
    const asked = ["2026-11", "2026-12", "2026-13", "2026-1", "", "2026-11-01", "../../etc", "0000-01"];
    expect(asked.filter((text) => isMonth(text, "2026-11"))).toEqual(["2026-11"]);
  });
});

describe("a calendar", () => {
  const figure = (seconds: object, disruptions = 0) => ({ seconds: { ...noSeconds(), ...seconds }, disruptions });
  const days = describeCalendar(
    ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"],
    new Map([
      ["2026-11-22", figure({ operational: 86_400 })],
      ["2026-11-23", figure({ operational: 40_000, major_outage: 600 }, 1)],
    ]),
    { today: "2026-11-23", weights: DEFAULT_WEIGHTS },
    ENGLISH,
  );

  it("says of each day what it was, that it is not known, or that it is still to come", () => {
    expect(days.map(({ label }) => label.replaceAll("\u00a0", " "))).toEqual([
      "21 Nov: no data",
      "22 Nov: 100 %, no disruption",
      "23 Nov, so far: 98.52 %, 10 min major outage, 1 disruption",
      "still to come",
    ]);
    expect(days.map(({ standsOut }) => standsOut)).toEqual([false, false, true, false]);
  });
});

it("incidents stand on the day on which they began, newest first, and older ones on the first day", () => {
  const at = (text: string) => Date.parse(`${text}:00Z`);
  const incident = (id: number, startedAt: number) => ({ id, startedAt }) as IncidentView;
  const all = [
    incident(1, at("2026-10-30T10:00")),
    incident(2, at("2026-11-02T08:00")),
    incident(3, at("2026-11-02T09:00")),
  ];
  const days = sortByDay(all, ["2026-11-01", "2026-11-02"], (then) => new Date(then).toISOString().slice(0, 10));
  expect([...days].map(([date, told]) => [date, told.map(({ id }) => id)])).toEqual([
    ["2026-11-02", [3, 2]],
    ["2026-11-01", [1]],
  ]);
});
