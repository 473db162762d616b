import { describe, expect, it } from "vitest";
import type { HealthFacts, Trouble } from "@/lib/domain/health";
import { judgeHealth } from "@/lib/domain/judge-health";
import type { ReasonCode } from "@/lib/domain/reason";
import { sampleHealthFacts, samplePollerFacts, sampleStoreFacts } from "@/lib/domain/sample-health";
import { judgeReadiness } from "./readiness";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);
const trouble = (code: ReasonCode, agoMs = 90_000): Trouble => ({ code, message: "words", sinceAt: AT - agoMs });

function judge(more: Partial<HealthFacts> = {}, isDraining = false) {
  const facts = sampleHealthFacts(AT, more);
  return judgeReadiness(facts, judgeHealth(facts, AT), isDraining);
}

describe("readiness", () => {
  it("is given with a usable database and a first poll, whatever Nagios does", () => {
    expect(judge()).toEqual({ status: "ready", reasons: [] });
    const poller = samplePollerFacts(AT, { failuresSinceGood: 9, troubles: [trouble("source_missing")] });
    expect(judge({ poller, data: { asOf: null, freshUntil: null } }).status).toBe("ready");
  });

  it("is not given before the first poll, while starting, and when the start fails", () => {
    const expected = { status: "not_ready", reasons: ["boot_pending"] };
    expect(judge({ poller: samplePollerFacts(AT, { lastFinishedAt: null }) })).toEqual(expected);
    expect(judge({ boot: { kind: "pending" }, poller: null, store: null })).toEqual(expected);
    const boot = { kind: "failed", trouble: trouble("config_invalid") } as const;
    expect(judge({ boot, poller: null, store: null }).reasons).toEqual(["boot_failed", "config_invalid"]);
  });

  it("is not given while the database cannot be used, but for a lock of a moment", () => {
    const locked = (agoMs: number) => judge({ store: sampleStoreFacts(AT, { trouble: trouble("db_locked", agoMs) }) });
    expect(locked(1000).status).toBe("ready");
    expect(locked(9000)).toEqual({ status: "not_ready", reasons: ["db_locked"] });
    const warned = judge({ store: sampleStoreFacts(AT, { warnings: [trouble("backup_old")] }) });
    expect(warned.status).toBe("ready");
  });

  it("ends at once when the process is about to stop", () => {
    expect(judge({}, true)).toEqual({ status: "not_ready", reasons: ["draining"] });
  });
});
