import { describe, expect, it } from "vitest";
import type { HealthFacts } from "@/lib/domain/health";
import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { makeOperatorFact, makeOperatorFacts, SAMPLE_SECRET } from "@/tests/fixtures/operator-facts";
import { STATIONS } from "./operator-stations";
import { describeOperation } from "./operator-view";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const FACTS = makeOperatorFacts(AT);

function stationOf(view: ReturnType<typeof describeOperation>, id: string) {
  const station = view.stations.find((one) => one.id === id);
  if (station === undefined) throw new Error(`no station ${id}`);
  return station;
}

describe("the headline", () => {
  it.each([
    ["healthy", "The page is current. Nothing needs a person."],
    ["degraded", "The page is current. One thing needs a person."],
    ["critical", "The page is grey: Nagios has not written for 12 minutes. Two things need a person."],
    ["bootFailed", "The page shows nothing: the service cannot start. One thing needs a person."],
    ["databaseDown", "The page is current. One thing needs a person."],
  ] as const)("of a service that is %s says so", (state, headline) => {
    expect(describeOperation(FACTS[state]).headline).toBe(headline);
  });

  it("says that a page is grey and why, while it mends itself", () => {
    const { poller } = FACTS.healthy.facts;
    if (poller === null) throw new Error("no poller");
    const troubles = [{ code: "source_missing" as const, message: "It is not there.", sinceAt: AT - MINUTE_MS }];
    const facts = {
      poller: { ...poller, failuresSinceGood: 1, troubles },
      data: { asOf: AT - HOUR_MS, freshUntil: AT - 1 },
    };
    expect(describeOperation(makeOperatorFact(AT, facts)).headline).toBe(
      "The page is grey: Nagios' status file is not there. It mends itself; nothing needs a person.",
    );
  });

  it("does not call a page plainly current when nothing new comes any more", () => {
    const data = { asOf: AT - 5 * MINUTE_MS, freshUntil: AT + 5 * MINUTE_MS };
    const boot: HealthFacts["boot"] = { kind: "failed", trouble: { code: "db_newer", message: "Newer.", sinceAt: AT } };
    expect(describeOperation(makeOperatorFact(AT, { boot, data, poller: null, store: null })).headline).toBe(
      "The page is still current, for another 5 minutes. One thing needs a person.",
    );
  });
});

describe("the stations", () => {
  it("stand in the order of the flow, whatever is wrong", () => {
    for (const facts of Object.values(FACTS)) {
      expect(describeOperation(facts).stations.map(({ id }) => id)).toEqual([...STATIONS]);
    }
  });

  it("are all well when the service is, with what they did last", () => {
    const { stations } = describeOperation(FACTS.healthy);
    expect(stations.map(({ sign }) => sign)).toEqual(Array(6).fill("operational"));
    expect(stations.map(({ words }) => words)).toEqual([
      "Writing",
      "Read whole",
      "Every 30 s",
      "Writable",
      "Current",
      "E-mail and webhook",
    ]);
    expect(stations[0]?.rows).toEqual([
      { label: "Last", value: "14:32:09" },
      { label: "Age", value: "21 s" },
      { label: "Errors", value: "0" },
    ]);
    expect(stations[1]?.rows.at(-1)).toEqual({ label: "Errors", value: "9" });
  });

  it("are never green where nothing is known", () => {
    for (const { sign } of describeOperation(FACTS.bootFailed).stations) expect(sign).not.toBe("operational");
    const stale = describeOperation(FACTS.critical);
    expect(stationOf(stale, "nagios")).toMatchObject({ sign: "major_outage", words: "Not writing" });
    expect(stationOf(stale, "page")).toMatchObject({ sign: "unknown", words: "Grey" });
  });

  it("do not blame the file for a database that is down, nor trust it while nothing is polled", () => {
    const { poller } = FACTS.healthy.facts;
    if (poller === null) throw new Error("no poller");
    const recovered = { ...poller, isOnProbation: true };
    expect(stationOf(describeOperation(makeOperatorFact(AT, { poller: recovered })), "file").sign).toBe("operational");
    const stopped = { ...poller, isRunning: false };
    expect(stationOf(describeOperation(makeOperatorFact(AT, { poller: stopped })), "file").sign).toBe("unknown");
  });

  it("carry the message of each reason, with its place in the runbook", () => {
    expect(stationOf(describeOperation(FACTS.databaseDown), "store")).toMatchObject({
      sign: "major_outage",
      words: "Full",
      messages: [{ code: "db_full", href: "/admin/runbook#db_full" }],
    });
  });
});

describe("what needs a person", () => {
  it("is what does not heal itself, with what to do", () => {
    const { needsPerson, mendsItself } = describeOperation(FACTS.degraded);
    expect(needsPerson.map(({ code }) => code)).toEqual(["backup_old"]);
    expect(needsPerson[0]?.advice).toContain("vitrine backup");
    expect(needsPerson[0]?.since).toBe("Since 13:32:30, for 1 h");
    expect(mendsItself.map(({ code }) => code)).toEqual(["source_incomplete", "scheduler_recovered"]);
  });

  it("is also what heals itself as a rule, and has not for long", () => {
    const troubleFor = (lastedMs: number): Partial<HealthFacts> => {
      const { poller } = makeOperatorFact(AT).facts;
      if (poller === null) throw new Error("no poller");
      const troubles = [{ code: "source_missing" as const, message: "It is not there.", sinceAt: AT - lastedMs }];
      return { poller: { ...poller, failuresSinceGood: 1, troubles } };
    };
    expect(describeOperation(makeOperatorFact(AT, troubleFor(9 * MINUTE_MS))).needsPerson).toEqual([]);
    expect(describeOperation(makeOperatorFact(AT, troubleFor(11 * MINUTE_MS))).needsPerson).toHaveLength(1);
  });

  it("names a failed start once, by its cause", () => {
    const { needsPerson } = describeOperation(FACTS.bootFailed);
    expect(needsPerson.map(({ code }) => code)).toEqual(["config_invalid"]);
  });
});

describe("every reason there is", () => {
  it.each(Object.keys(REASON_PARTS) as ReasonCode[])("%s is told, and leads to the runbook", (code) => {
    const reason = { code, part: REASON_PARTS[code], severity: "critical", message: "Broken.", sinceAt: AT } as const;
    const view = describeOperation({ ...FACTS.healthy, health: { status: "critical", reasons: [reason] } });
    const told = [...view.needsPerson, ...view.mendsItself];
    expect(told).toMatchObject([{ code, message: "Broken.", href: `/admin/runbook#${code}` }]);
  });
});

describe("the scheduler", () => {
  it("is told in full, in words and in the predecessor's names", () => {
    const { rows, json, isRunning } = describeOperation(FACTS.healthy).scheduler;
    expect(isRunning).toBe(true);
    expect(Object.keys(JSON.parse(json))).toEqual([
      "is_running",
      "scheduler_running",
      "consecutive_failures",
      "max_consecutive_failures",
      "recovery_attempts",
      "last_recovery_time",
      "health_status",
    ]);
    expect(rows).toContainEqual({ label: "Next poll", value: "in 21 s" });
    expect(rows).toContainEqual({ label: "Replaced by itself", value: "1 time" });
  });
});

describe("secrets", () => {
  const leaky = makeOperatorFact(
    AT,
    {
      store: {
        ...(FACTS.healthy.facts.store as NonNullable<HealthFacts["store"]>),
        trouble: { code: "db_failed", message: `password=${SAMPLE_SECRET} was refused`, sinceAt: AT },
        restored: { at: AT, from: "backup", message: `https://u:${SAMPLE_SECRET}@example.org`, replayed: 0 },
      },
      alerts: [
        {
          code: "alerts_failed",
          message: `POST https://x:${SAMPLE_SECRET}@hook.example.org answered 500`,
          sinceAt: AT,
        },
      ],
    },
    {
      record: {
        polls: [],
        events: [
          { at: AT, kind: "failure", part: "alerts", code: null, message: `Authorization: Bearer ${SAMPLE_SECRET}` },
        ],
      },
      config: {
        path: null,
        settings: [
          ...[
            "api.basic_auth_password",
            "graph.signing_secret",
            "health.token",
            "health.ping_url",
            "alerts.webhook_url",
            "alerts.webhook_secret",
            "alerts.smtp.password",
          ].map((key) => ({ key, value: SAMPLE_SECRET, origin: "file" as const })),
          { key: "graph.nagiosgraph_url", value: `https://user:${SAMPLE_SECRET}@graphs.example.org/`, origin: "file" },
        ],
      },
    },
  );

  it("appear nowhere, even when the facts were careless", () => {
    expect(JSON.stringify(describeOperation(leaky))).not.toContain(SAMPLE_SECRET);
  });

  it("are told to be set or not", () => {
    const { config } = describeOperation(FACTS.healthy);
    expect(config.set).toContainEqual({
      key: "api.basic_auth_password",
      value: "set, not shown",
      origin: "environment",
    });
    expect(config.defaults).toContainEqual({ key: "health.token", value: "unset", origin: "default" });
  });
});

describe("the log", () => {
  it("is newest first, folds what is alike with a count, and links codes to the runbook", () => {
    const { today, earlier, hidden } = describeOperation(FACTS.healthy).log;
    expect(today.map(({ word }) => word)).toEqual([null, null, "Over", "Failed", "Recovery", null]);
    expect(today[3]).toMatchObject({ code: "source_changed", repeated: "9 times since 11:07:30" });
    expect(earlier.map(({ word }) => word)).toEqual(["Restart", "Restored"]);
    expect(earlier[0]?.moment).toBe("20 Nov, 14:32:30");
    expect(hidden).toBe(0);
  });

  it("keeps apart what is the same after an hour of peace", () => {
    const event = (agoMs: number) =>
      ({ at: AT - agoMs, kind: "failure", part: "poll", code: "poll_timeout", message: "Too slow." }) as const;
    const events = [event(5 * HOUR_MS), event(5 * HOUR_MS - SECOND_MS), event(HOUR_MS)];
    const { today } = describeOperation(makeOperatorFact(AT, {}, { record: { events, polls: [] } })).log;
    expect(today.map(({ repeated }) => repeated)).toEqual([null, "2 times since 09:32:30"]);
  });
});
