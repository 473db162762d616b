import { describe, expect, it } from "vitest";
import { noSeconds } from "@/lib/domain/availability";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { drain } from "@/lib/domain/slices";
import {
  type AvailabilityAnswer,
  type AvailabilityFacts,
  writeAvailabilityCsv,
  writeAvailabilityJson,
} from "./availability-answer";

const WINDOW = { from: Date.UTC(2026, 10, 22), to: Date.UTC(2026, 10, 24) };
const PAGE = { timeZone: "UTC", weights: DEFAULT_WEIGHTS };
const DAY = 86_400;
const SECONDS = {
  ...noSeconds(),
  operational: DAY - 500,
  major_outage: 500,
  unknown: DAY / 2,
  under_maintenance: DAY / 2,
};

function facts(days: { date: string; seconds: typeof SECONDS }[] | null = null, name = "Website"): AvailabilityFacts {
  return { window: WINDOW, ...PAGE, components: [{ slug: "website", name, seconds: SECONDS, days }] };
}

function readJson(...input: Parameters<typeof facts>): AvailabilityAnswer {
  return JSON.parse(drain(writeAvailabilityJson(facts(...input)))) as AvailabilityAnswer;
}

function readCsv(...input: Parameters<typeof facts>): string {
  return drain(writeAvailabilityCsv(facts(...input)));
}

describe("the availability for programs", () => {
  it("has the seconds in each state and the percentages that follow", () => {
    expect(readJson()).toEqual({
      from: "2026-11-22T00:00:00.000Z",
      to: "2026-11-24T00:00:00.000Z",
      time_zone: "UTC",
      components: [
        {
          slug: "website",
          name: "Website",
          seconds: SECONDS,
          uptime_percent: 99.614197,
          uptime_percent_without_maintenance: 99.421296,
          known_percent: 75,
        },
      ],
    });
  });

  it("has days where they were asked for", () => {
    const days = [
      { date: "2026-11-22", seconds: SECONDS },
      { date: "2026-11-23", seconds: { ...noSeconds(), unknown: DAY } },
    ];
    const [row] = readJson(days).components;
    expect(row?.days?.map(({ date, uptime_percent }) => [date, uptime_percent])).toEqual([
      ["2026-11-22", 99.614197],
      ["2026-11-23", null],
    ]);
  });

  it("is the same as a table, a row per component or per component and day", () => {
    const head =
      "operational_seconds,degraded_performance_seconds,partial_outage_seconds,major_outage_seconds,under_maintenance_seconds,unknown_seconds,uptime_percent,uptime_percent_without_maintenance,known_percent";
    const cells = "85900,0,0,500,43200,43200,99.614197,99.421296,75";
    expect(readCsv(null, "=Web, site")).toBe(
      `slug,name,from,to,${head}\r\nwebsite,"'=Web, site",2026-11-22T00:00:00.000Z,2026-11-24T00:00:00.000Z,${cells}\r\n`,
    );
    const days = [{ date: "2026-11-22", seconds: { ...noSeconds(), unknown: DAY } }];
    expect(readCsv(days)).toBe(`slug,name,date,${head}\r\nwebsite,Website,2026-11-22,0,0,0,0,0,86400,,,0\r\n`);
  });
});
