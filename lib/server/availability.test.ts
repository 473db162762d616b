import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noSeconds, totalSeconds } from "@/lib/domain/availability";
import { NOTHING_JUDGED } from "@/lib/domain/component-state";
import { DEFAULT_MAPPING, DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { sampleHistory } from "@/lib/domain/sample-history";
import { sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import type { AvailabilityAnswer } from "@/lib/view/availability-answer";
import type { ReportAnswer } from "@/lib/view/sla-report";
import { answerAvailability } from "./availability";
import { readComponentDays } from "./component-days";
import { makePublication } from "./publish";
import { answerReportRequest } from "./report";
import { getRuntime } from "./runtime";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);
const HTTP = sampleObject("web1", "HTTP", "ok");
const MAIL = sampleObject("mail1", "SMTP", "ok");
const COMPONENTS = [sampleComponent("website", [HTTP], { sla: 99.9 }), sampleComponent("mail", [MAIL])];
const SETTINGS = {
  name: "Example",
  demo: false,
  language: "en" as const,
  templates: {},
  link: null,
  timeZone: "Europe/Berlin",
  publishes: true,
  refreshMs: 2000,
  stalenessThresholdMs: 10 * MINUTE_MS,
  mapping: DEFAULT_MAPPING,
  weights: DEFAULT_WEIGHTS,
  objectNames: false,
  pluginOutput: false,
  choice: "one",
  metrics: [],
  blankComponents: [],
};

/** Both are well since a hundred days, but that the website was out on the 20th from 9 to 10 o'clock UTC. */
function history() {
  const since = AT - 100 * DAY_MS;
  const outAt = Date.UTC(2026, 10, 20, 9);
  const known = sampleHistory().sourceIs(since, "running").state(HTTP.key, since, "ok").state(MAIL.key, since, "ok");
  return known.state(HTTP.key, outAt, "critical").state(HTTP.key, outAt + HOUR_MS, "ok");
}

function publish(past: ReturnType<typeof history> | null = history()): void {
  const snapshot = sampleSnapshot([HTTP, MAIL], COMPONENTS, { createdAt: AT });
  const input = { snapshot, judgement: NOTHING_JUDGED, incidents: [], maintenances: [], checkedAt: AT, at: AT };
  getRuntime().publication = makePublication({ ...input, history: past, figures: null }, SETTINGS);
}

beforeEach(() => {
  vi.useFakeTimers({ now: AT, toFake: ["Date"] });
  publish();
});
afterEach(() => {
  vi.useRealTimers();
  getRuntime().publication = null;
});

function ask(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return answerAvailability(new Request(`http://localhost/api/availability${query}`, { headers }));
}

async function read(query: string): Promise<AvailabilityAnswer> {
  const response = await ask(query);
  expect(response.status, query).toBe(200);
  return (await response.json()) as AvailabilityAnswer;
}

describe("/api/availability", () => {
  it("answers for all components and the last thirty days when nothing is said", async () => {
    const answer = await read("");
    expect(answer).toMatchObject({
      from: "2026-10-24T14:00:00.000Z",
      to: "2026-11-23T14:00:00.000Z",
      time_zone: "Europe/Berlin",
    });
    expect(answer.components.map(({ slug }) => slug)).toEqual(["website", "mail"]);
    expect(answer.components[0]).toMatchObject({ seconds: { major_outage: 3600 }, known_percent: 100 });
    for (const { seconds } of answer.components) expect(totalSeconds(seconds)).toBe(30 * 86_400);
  });

  it("splits a window by the days of the page's zone, which add up to the whole", async () => {
    const answer = await read("?component=website&from=2026-10-24T12:00:00Z&to=2026-11-20T09:30:00Z&days=1");
    const [{ days = [], seconds = noSeconds() } = {}] = answer.components;
    expect(days).toHaveLength(28);
    expect(days.slice(0, 2).map(({ date, seconds: of }) => [date, totalSeconds(of)])).toEqual([
      ["2026-10-24", 10 * 3600],
      ["2026-10-25", 25 * 3600],
    ]);
    expect(days.at(-1)).toMatchObject({ date: "2026-11-20", seconds: { major_outage: 1800 } });
    expect(days.reduce((total, day) => total + totalSeconds(day.seconds), 0)).toBe(totalSeconds(seconds));
  });

  it("knows nothing of the future, nor of the time after the data grew old", async () => {
    const [future] = (await read(`?component=mail&from=${AT / 1000 - 60}&to=${AT / 1000 + 60}`)).components;
    expect(future?.seconds).toMatchObject({ operational: 60, unknown: 60 });
    vi.setSystemTime(AT + 11 * MINUTE_MS);
    const [stale] = (await read(`?component=mail&from=${AT / 1000 - 60}`)).components;
    expect(stale?.seconds).toMatchObject({ operational: 60, unknown: 660 });
  });

  it("sends a table to whoever asks for one", async () => {
    for (const response of [
      await ask("?format=csv&component=mail"),
      await ask("?component=mail", { Accept: "text/csv" }),
    ]) {
      expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect((await response.text()).split("\r\n")[1]).toBe(
        "mail,Mail,2026-10-24T14:00:00.000Z,2026-11-23T14:00:00.000Z,2592000,0,0,0,0,0,100,100,100",
      );
    }
    const json = await ask("?format=json", { Accept: "text/csv" });
    expect(json.headers.get("content-type")).toBe("application/json");
    expect(json.headers.get("vary")).toBe("Accept");
  });

  it("sends nothing again to whoever has it", async () => {
    const etag = (await ask("?days=1")).headers.get("etag") ?? "";
    const again = await ask("?days=1", { "If-None-Match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await ask("", { "If-None-Match": etag })).status).toBe(200);
  });

  it.each([
    ["?from=yesterday", "from must be a time as 2026-11-23T14:05:00Z, or as whole seconds since 1970."],
    ["?from=2026-11-23T00:00:00Z&to=2026-11-23T00:00:00.5Z", "from must be before to."],
    ["?from=2030-01-01T00:00:00Z", "from must be before to."],
    ["?to=60", "from must be before to."],
    ["?from=2010-01-01T00:00:00Z", "From from to to, 3660 days are allowed at most."],
    ["?from=2025-01-01T00:00:00Z&days=1", "From from to to, 400 days are allowed at most."],
    ["?days=some", "days must be true or false."],
    ["?format=xml", "format must be json or csv."],
  ])("refuses %s", async (query, detail) => {
    const response = await ask(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ detail });
  });

  it("knows components by their slugs alone", async () => {
    for (const query of ["?component=web1", "?component=", "?component=mail&component=nobody"]) {
      expect((await ask(query)).status, query).toBe(404);
    }
    expect((await read("?component=mail&component=website")).components.map(({ slug }) => slug)).toEqual([
      "website",
      "mail",
    ]);
  });

  it("has an answer of bounded length", async () => {
    const many = Array.from({ length: 126 }, () => "component=mail").join("&");
    const window = "from=2025-11-01T00:00:00Z&to=2026-11-30T00:00:00Z";
    expect((await ask(`?${many}&${window}&days=1`)).status).toBe(200);
    expect((await ask(`?${many}&component=mail&component=mail&${window}&days=1`)).status).toBe(400);
    expect((await ask(`?${many}&component=mail&component=mail&${window}`)).status).toBe(200);
  });

  it("asks to come again while nothing of the past is known", async () => {
    publish(null);
    expect([(await ask("")).status, (await ask("")).headers.get("retry-after")]).toEqual([503, "5"]);
    getRuntime().publication = null;
    expect((await ask("")).status).toBe(503);
  });
});

describe("/api/report", () => {
  const askReport = (query: string) => answerReportRequest(new Request(`http://localhost/api/report${query}`));

  it("holds a month that runs against what was promised", async () => {
    const answer = (await (await askReport("")).json()) as ReportAnswer;
    expect(answer).toMatchObject({
      month: "2026-11",
      from: "2026-10-31T23:00:00.000Z",
      to: "2026-11-30T23:00:00.000Z",
      counted_until: "2026-11-23T14:00:00.000Z",
    });
    expect(answer.components).toMatchObject([
      {
        slug: "website",
        target_percent: 99.9,
        met: false,
        error_budget_seconds: { allowed: 2592, used: 3600, left: -1008 },
      },
      { slug: "mail", target_percent: null, met: null, error_budget_seconds: null },
    ]);
  });

  it("holds one that is over, in the page's zone", async () => {
    const answer = (await (await askReport("?month=2026-10")).json()) as ReportAnswer;
    expect(answer.components[0]).toMatchObject({ met: true, seconds: { operational: 31 * 86_400 + 3600 } });
    const table = await askReport("?month=2026-10&format=csv");
    expect(table.headers.get("content-disposition")).toBe('inline; filename="report-2026-10.csv"');
    expect((await table.text()).split("\r\n")[1]).toContain("website,Website,2026-10,99.9,true,2682,0,2682,2682000,");
  });

  it.each(["2026-12", "2026-13", "november", "2026-1", ""])("has none of %j", async (month) => {
    expect((await askReport(`?month=${month}`)).status).toBe(400);
  });
});

describe("the days of a component", () => {
  it("are those of the page's zone, and none for a component that there is not", async () => {
    const window = { from: Date.UTC(2026, 10, 19, 23), to: Date.UTC(2026, 10, 21, 23) };
    const days = await readComponentDays("website", window);
    expect(days?.map(({ date, seconds, disruptions }) => [date, seconds.major_outage, disruptions])).toEqual([
      ["2026-11-20", 3600, 1],
      ["2026-11-21", 0, 0],
    ]);
    expect(await readComponentDays("nobody", window)).toBeNull();
  });
});
