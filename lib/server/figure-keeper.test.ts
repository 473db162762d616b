import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { totalSeconds } from "@/lib/domain/availability";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import { type SampleHistory, sampleHistory } from "@/lib/domain/sample-history";
import { sampleComponent, sampleObject } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { createFigureKeeper } from "./figure-keeper";

const TIME_ZONE = "Europe/Berlin";
/** Noon in Berlin, three days after the clocks went back. */
const AT = Date.UTC(2026, 9, 28, 11);
const MIDNIGHT = Date.UTC(2026, 9, 27, 23);

const HTTP = sampleObject("web1", "HTTP", "ok");
const MAIL = sampleObject("mail1", "SMTP", "ok");
const COMPONENTS = [
  sampleComponent("website", [HTTP], { group: "Online" }),
  sampleComponent("mail", [MAIL], { group: "Online" }),
  sampleComponent("both", [HTTP, MAIL]),
];

function createKeeper() {
  return createFigureKeeper({
    timeZone: TIME_ZONE,
    mapping: DEFAULT_MAPPING,
    toleratedGapMs: MINUTE_MS,
    clock: { monotonic: () => 0 },
  });
}

function begun(): SampleHistory {
  const from = AT - 10 * DAY_MS;
  return sampleHistory().sourceIs(from, "running").state(HTTP.key, from, "ok").state(MAIL.key, from, "ok");
}

function outage(history: SampleHistory, key: string, from: number, lengthMs: number): SampleHistory {
  return history.state(key, from, "critical").state(key, from + lengthMs, "ok");
}

async function work(history: SampleHistory, keeper = createKeeper(), at = AT, components = COMPONENTS) {
  const figures = await keeper.figures(history, components, { at, knownUntil: at });
  if (figures === null) throw new Error("There are no figures.");
  return figures;
}

describe("the figures of the page", () => {
  it("are none while nothing is known", async () => {
    for (const history of [sampleHistory(), sampleHistory().sourceIs(AT - DAY_MS, "unread")]) {
      expect(await createKeeper().figures(history, COMPONENTS, { at: AT, knownUntil: AT })).toBeNull();
    }
  });

  it("are those of ninety days, the last of them as far as it has come", async () => {
    const figures = await work(begun());
    expect(figures.since).toBe(AT - 10 * DAY_MS);
    expect(figures.dates).toHaveLength(90);
    expect([figures.dates[0], figures.dates.at(-1)]).toEqual(["2026-07-31", "2026-10-28"]);
    const { days = [], spans } = figures.components.get("website") ?? {};
    expect(days.map(({ date }) => date)).toEqual(figures.dates);
    const lengths = days.map(({ seconds }) => totalSeconds(seconds) / 3600);
    expect(lengths.slice(-4)).toEqual([25, 24, 24, 12]);
    expect(days[0]?.seconds.unknown).toBe(24 * 3600);
    expect(spans?.day.operational).toBe(24 * 3600);
  });

  it("tell each component's time in each state, and how often it was disrupted", async () => {
    const history = outage(begun(), HTTP.key, MIDNIGHT - HOUR_MS, 2 * HOUR_MS);
    const figures = await work(outage(history, HTTP.key, MIDNIGHT + 5 * HOUR_MS, HOUR_MS));
    const { days = [], spans } = figures.components.get("website") ?? {};
    expect(days.at(-2)).toMatchObject({ disruptions: 1, seconds: { major_outage: 3600 } });
    expect(days.at(-1)).toMatchObject({ disruptions: 2, seconds: { major_outage: 7200 } });
    expect(spans?.day.major_outage).toBe(3 * 3600);
    expect(figures.components.get("mail")?.spans.day.major_outage).toBe(0);
  });

  it("make a group as bad as the worst of its components", async () => {
    const history = outage(begun(), HTTP.key, MIDNIGHT - 3 * HOUR_MS, HOUR_MS);
    const figures = await work(outage(history, MAIL.key, MIDNIGHT - 1.5 * HOUR_MS, 2 * HOUR_MS));
    expect([...figures.groups.keys()]).toEqual(["Online", null]);
    const { days = [] } = figures.groups.get("Online") ?? {};
    expect(days.at(-2)).toMatchObject({ disruptions: 2, seconds: { major_outage: 2.5 * 3600 } });
    expect(days.at(-1)).toMatchObject({ disruptions: 1, seconds: { major_outage: 0.5 * 3600 } });
  });

  it("count for a group's shares the time of all its components", async () => {
    const history = outage(begun(), HTTP.key, MIDNIGHT - 3 * HOUR_MS, HOUR_MS);
    const { components, groups } = await work(history);
    const parts = COMPONENTS.filter(({ group }) => group === "Online").map(({ slug }) => components.get(slug)?.spans);
    const hours = parts.map((spans) => (spans === undefined ? 0 : totalSeconds(spans.week) / 3600));
    const { spans } = groups.get("Online") ?? {};
    expect(hours.length).toBeGreaterThan(1);
    expect(spans && totalSeconds(spans.week) / 3600).toBe(hours.reduce((sum, each) => sum + each, 0));
    expect(spans?.week.major_outage).toBe(3600);
  });
});

describe("days that are over", () => {
  it("are kept while only today goes on", async () => {
    const keeper = createKeeper();
    const history = begun();
    const before = await work(history, keeper);
    outage(history, HTTP.key, MIDNIGHT + HOUR_MS, HOUR_MS);
    const after = await work(history, keeper, AT + HOUR_MS);
    expect(after.components.get("website")?.days[3]).toBe(before.components.get("website")?.days[3]);
    expect(after.components.get("website")?.days.at(-1)?.seconds.major_outage).toBe(3600);
  });

  const HOURS = fc.integer({ min: -200, max: 11 });
  const NEWS = fc.record({
    key: fc.constantFrom(HTTP.key, MAIL.key),
    hour: HOURS,
    what: fc.constantFrom("outage" as const, "downtime" as const, "stop" as const),
    passedHours: fc.integer({ min: 0, max: 30 }),
    isOther: fc.boolean(),
  });

  it("are at every call what they are when they are worked out from nothing", async () => {
    const law = fc.asyncProperty(fc.array(NEWS, { minLength: 1, maxLength: 8 }), async (news) => {
      const keeper = createKeeper();
      const history = begun();
      let at = AT;
      for (const { key, hour, what, passedHours, isOther } of news) {
        at += passedHours * HOUR_MS;
        const from = at + (hour - 12) * HOUR_MS;
        if (what === "outage") outage(history, key, from, 5 * HOUR_MS);
        else if (what === "downtime") history.downtime(key, from, from + 2 * HOUR_MS);
        else history.sourceIs(from, "stopped").sourceIs(from + 3 * HOUR_MS, "running");
        const components = isOther ? COMPONENTS.slice(1) : COMPONENTS;
        const kept = await work(history, keeper, at, components);
        expect(kept).toEqual(await work(history, createKeeper(), at, components));
      }
    });
    await fc.assert(law, { numRuns: 25 });
  });
});
