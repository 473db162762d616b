import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HealthFacts, PollerFacts, StoreFacts, Trouble } from "./health";
import { judgeHealth } from "./judge-health";
import { REASON_PARTS, type ReasonCode } from "./reason";
import { sampleHealthFacts, samplePollerFacts, sampleStoreFacts } from "./sample-health";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);
const RANK = { healthy: 0, degraded: 1, critical: 2 };

const facts = (more: Partial<HealthFacts> = {}) => sampleHealthFacts(AT, more);
const polling = (more: Partial<PollerFacts>) => facts({ poller: samplePollerFacts(AT, more) });
const storing = (more: Partial<StoreFacts>) => facts({ store: sampleStoreFacts(AT, more) });
const trouble = (code: ReasonCode, agoMs = 1000): Trouble => ({ code, message: "words", sinceAt: AT - agoMs });

function judge(given: HealthFacts): [status: string, ...reasons: string[]] {
  const { status, reasons } = judgeHealth(given, AT);
  return [status, ...reasons.map(({ code, severity }) => `${severity} ${code}`)];
}

describe("health", () => {
  it("is healthy while nothing is wrong, however often the poller recovered before", () => {
    expect(judge(facts())).toEqual(["healthy"]);
    expect(judge(polling({ recoveryAttempts: 7, lastRecoveryAt: AT - 900_000 }))).toEqual(["healthy"]);
  });

  it("while starting is degraded with a page to show, and critical without", () => {
    const starting = { boot: { kind: "pending" }, poller: null, store: null } as const;
    expect(judge(facts(starting))).toEqual(["degraded", "degraded boot_pending"]);
    const blank = { ...starting, data: { asOf: null, freshUntil: null } };
    expect(judge(facts(blank))).toEqual(["critical", "critical boot_pending", "degraded page_stale"]);
  });

  it("is critical while the service cannot start, and names the cause", () => {
    const boot = { kind: "failed", trouble: trouble("db_newer") } as const;
    const failed = ["critical", "critical boot_failed", "critical db_newer"];
    expect(judge(facts({ boot, poller: null, store: null }))).toEqual(failed);
    const bare = { kind: "failed", trouble: trouble("boot_failed") } as const;
    expect(judgeHealth(facts({ boot: bare, poller: null, store: null }), AT).reasons).toMatchObject([
      { code: "boot_failed", message: "words" },
    ]);
  });

  it("is critical when the scheduler is stopped or silent for more than two intervals", () => {
    expect(judge(polling({ isRunning: false }))).toEqual(["critical", "critical scheduler_stopped"]);
    expect(judge(polling({ intervalMs: 30_000, silentMs: 60_000 }))).toEqual(["healthy"]);
    expect(judge(polling({ intervalMs: 30_000, silentMs: 60_001 }))).toEqual(["critical", "critical scheduler_silent"]);
  });

  it("is degraded by a failed poll and critical by as many in a row as are allowed", () => {
    const failed = (failuresSinceGood: number, code: ReasonCode = "source_missing") =>
      judge(polling({ failuresSinceGood, maxConsecutiveFailures: 3, troubles: [trouble(code)] }));
    expect(failed(1)).toEqual(["degraded", "degraded source_missing"]);
    expect(failed(2)).toEqual(["degraded", "degraded source_missing"]);
    expect(failed(3)).toEqual(["critical", "critical source_missing"]);
    expect(failed(9, "clock_skew")).toEqual(["degraded", "degraded clock_skew"]);
    expect(failed(9, "objects_stale")).toEqual(["degraded", "degraded objects_stale"]);
    expect(judge(polling({ failuresSinceGood: 3, troubles: [] }))).toEqual(["critical", "critical poll_failed"]);
  });

  it("is degraded until a recovery has proven itself", () => {
    expect(judge(polling({ isOnProbation: true, recoveryAttempts: 1 }))).toEqual([
      "degraded",
      "degraded scheduler_recovered",
    ]);
  });

  it("is never healthy while the page is grey, and critical when the polls have said so three times", () => {
    const stale = { asOf: AT - 900_000, freshUntil: AT - 1 };
    expect(judge(facts({ data: stale }))).toEqual(["degraded", "degraded source_stale", "degraded page_stale"]);
    const poller = samplePollerFacts(AT, { failuresSinceGood: 3, troubles: [trouble("source_stale")] });
    expect(judge(facts({ data: stale, poller }))).toEqual(["critical", "critical source_stale", "degraded page_stale"]);
    expect(judge(facts({ data: { asOf: null, freshUntil: null } }))).toEqual(["degraded", "degraded page_stale"]);
  });

  it("does not blame Nagios for a page that is grey because of us", () => {
    const data = { asOf: AT - 900_000, freshUntil: AT - 1 };
    const poller = samplePollerFacts(AT, { isRunning: false });
    expect(judge(facts({ data, poller }))).toEqual(["critical", "critical scheduler_stopped", "degraded page_stale"]);
  });

  it("bears a locked database for five seconds, complains for a minute, and is critical then", () => {
    const locked = (agoMs: number) => judge(storing({ trouble: trouble("db_locked", agoMs) }));
    expect(locked(4_999)).toEqual(["healthy"]);
    expect(locked(5_000)).toEqual(["degraded", "degraded db_locked"]);
    expect(locked(59_999)).toEqual(["degraded", "degraded db_locked"]);
    expect(locked(60_000)).toEqual(["critical", "critical db_locked"]);
    expect(locked(-3_600_000)).toEqual(["degraded", "degraded db_locked"]);
  });

  it("is critical at once by every other trouble of the database, whoever met it", () => {
    expect(judge(storing({ trouble: trouble("db_full", 0) }))).toEqual(["critical", "critical db_full"]);
    const met = polling({ failuresSinceGood: 1, troubles: [trouble("db_io", 0)] });
    expect(judge(met)).toEqual(["critical", "critical db_io"]);
  });

  it("is degraded by warnings, and for the time of two polls by a database that was put back", () => {
    expect(judge(storing({ warnings: [trouble("backup_old")] }))).toEqual(["degraded", "degraded backup_old"]);
    const restored = (agoMs: number) =>
      judge(storing({ restored: { at: AT - agoMs, from: "backup", message: "words", replayed: 3 } }));
    expect(restored(59_999)).toEqual(["degraded", "degraded db_restored"]);
    expect(restored(60_000)).toEqual(["healthy"]);
  });

  it("is degraded by troubles of the process, the alerts and a refused configuration", () => {
    const given = facts({
      process: [trouble("memory_high")],
      alerts: [trouble("alerts_failed")],
      refusedConfig: trouble("config_invalid"),
    });
    const all = ["degraded", "degraded memory_high", "degraded config_invalid", "degraded alerts_failed"];
    expect(judge(given)).toEqual(all);
  });

  it("is never healthy without evidence of a poller and a database", () => {
    expect(judge(facts({ poller: null }))[0]).toBe("critical");
    expect(judge(facts({ store: null }))[0]).toBe("critical");
  });

  it("says each reason once: as bad as the worst that was said of it, and since the earliest", () => {
    const store = sampleStoreFacts(AT, { trouble: trouble("db_io", 9_000) });
    const poller = samplePollerFacts(AT, { failuresSinceGood: 1, troubles: [trouble("db_io", 1_000)] });
    const { reasons } = judgeHealth(facts({ store, poller }), AT);
    expect(reasons).toEqual([
      { code: "db_io", part: "store", severity: "critical", message: "words", sinceAt: AT - 9_000 },
    ]);
  });
});

const CODES = Object.keys(REASON_PARTS) as ReasonCode[];
const anyTrouble = fc.record({
  code: fc.constantFrom(...CODES),
  message: fc.constant("words"),
  sinceAt: fc.integer({ min: AT - 200_000, max: AT + 1000 }),
});
const troubles = fc.array(anyTrouble, { maxLength: 3 });
const instant = fc.option(fc.integer({ min: AT - 900_000, max: AT + 900_000 }), { nil: null });

const anyPoller = fc
  .record({
    isRunning: fc.boolean(),
    silentMs: fc.integer({ min: 0, max: 200_000 }),
    failures: fc.nat(5),
    isOnProbation: fc.boolean(),
    troubles,
  })
  .map(({ failures, ...more }) =>
    // A poll that failed did so for a reason.
    samplePollerFacts(AT, { ...more, failuresSinceGood: more.troubles.length === 0 ? 0 : failures }),
  );
const anyStore = fc
  .record({ trouble: fc.option(anyTrouble, { nil: null }), warnings: troubles })
  .map((more) => sampleStoreFacts(AT, more));
const anyFacts: fc.Arbitrary<HealthFacts> = fc.record({
  boot: fc.oneof(
    fc.constant(null),
    fc.constant({ kind: "pending" as const }),
    anyTrouble.map((cause) => ({ kind: "failed" as const, trouble: cause })),
  ),
  refusedConfig: fc.option(anyTrouble, { nil: null }),
  poller: fc.option(anyPoller, { nil: null }),
  data: fc.record({ asOf: instant, freshUntil: instant }),
  store: fc.option(anyStore, { nil: null }),
  process: troubles,
  alerts: troubles,
});

describe("the laws of health", () => {
  it("is a function of the facts and the instant, and changes neither", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const before = structuredClone(given);
        const first = judgeHealth(given, AT);
        expect(given).toEqual(before);
        expect(judgeHealth(before, AT)).toEqual(first);
      }),
    );
  });

  it("is healthy exactly when there is no reason, and critical exactly when there is a critical one", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { status, reasons } = judgeHealth(given, AT);
        expect(status === "healthy").toBe(reasons.length === 0);
        expect(status === "critical").toBe(reasons.some(({ severity }) => severity === "critical"));
        expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
        const severities = reasons.map(({ severity }) => severity);
        expect(severities).toEqual([...severities].sort());
      }),
    );
  });

  it("is never healthy when the data is not fresh", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { freshUntil } = given.data;
        const isFresh = freshUntil !== null && freshUntil >= AT;
        if (!isFresh) expect(judgeHealth(given, AT).status).not.toBe("healthy");
      }),
    );
  });

  it("is improved by no further trouble, wherever it comes up", () => {
    const places = fc.constantFrom("poller", "store", "warnings", "process", "alerts", "refusedConfig", "boot");
    fc.assert(
      fc.property(anyFacts, anyTrouble, places, (given, more, place) => {
        const worse = addTrouble(given, more, place);
        expect(RANK[judgeHealth(worse, AT).status]).toBeGreaterThanOrEqual(RANK[judgeHealth(given, AT).status]);
      }),
      { numRuns: 1000 },
    );
  });

  it("is improved by no older data", () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(900_000), (given, ms) => {
        const { freshUntil } = given.data;
        const data = { ...given.data, freshUntil: freshUntil === null ? null : freshUntil - ms };
        const [before, after] = [judgeHealth(given, AT), judgeHealth({ ...given, data }, AT)];
        expect(RANK[after.status]).toBeGreaterThanOrEqual(RANK[before.status]);
      }),
    );
  });
});

function addTrouble(given: HealthFacts, more: Trouble, place: string): HealthFacts {
  const { poller, store } = given;
  switch (place) {
    case "poller":
      return poller === null ? given : { ...given, poller: { ...poller, troubles: [...poller.troubles, more] } };
    case "store":
      return store === null || store.trouble !== null ? given : { ...given, store: { ...store, trouble: more } };
    case "warnings":
      return store === null ? given : { ...given, store: { ...store, warnings: [...store.warnings, more] } };
    case "process":
      return { ...given, process: [...given.process, more] };
    case "alerts":
      return { ...given, alerts: [...given.alerts, more] };
    case "refusedConfig":
      return given.refusedConfig === null ? { ...given, refusedConfig: more } : given;
    default:
      return given.boot?.kind === "pending" ? { ...given, boot: { kind: "failed", trouble: more } } : given;
  }
}
