import { describe, expect, it } from "vitest";
import type { HealthFacts, Trouble } from "@/lib/domain/health";
import { judgeHealth } from "@/lib/domain/judge-health";
import type { ReasonCode } from "@/lib/domain/reason";
import { sampleHealthFacts, samplePollerFacts, sampleStoreFacts } from "@/lib/domain/sample-health";
import { statusCodeOf, writeHealthDocument } from "./health-document";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);

function write(more: Partial<HealthFacts> = {}, withDetails = false) {
  const facts = sampleHealthFacts(AT, more);
  return writeHealthDocument({ at: AT, facts, health: judgeHealth(facts, AT), activeIncidents: 0 }, withDetails);
}

const trouble = (code: ReasonCode): Trouble => ({ code, message: "/etc/secret: words", sinceAt: AT - 90_000 });
const failing = (code: ReasonCode) => samplePollerFacts(AT, { failuresSinceGood: 3, troubles: [trouble(code)] });

describe("the health document", () => {
  it("passes while all is well, with a check for each part", () => {
    const document = write();
    expect(document.status).toBe("pass");
    expect(statusCodeOf(document)).toBe(200);
    expect(Object.keys(document.checks)).toEqual([
      "process",
      "boot",
      "config",
      "nagios:dataAge",
      "poller:sinceLastPoll",
      "database:size",
      "page",
      "alerts",
    ]);
    expect(document.checks["nagios:dataAge"]).toEqual([
      {
        componentType: "datastore",
        status: "pass",
        time: "2026-11-23T14:00:00.000Z",
        observedValue: 20,
        observedUnit: "s",
      },
    ]);
  });

  it("only warns of data that Nagios does not write, however long: starting us again would cure nothing", () => {
    const data = { asOf: AT - 900_000, freshUntil: AT - 1 };
    const document = write({ data, poller: failing("source_stale") });
    expect(document.status).toBe("warn");
    expect(statusCodeOf(document)).toBe(200);
    expect(document.checks["nagios:dataAge"]?.[0]?.status).toBe("warn");
  });

  it("fails, with 503, for a wedged poller and a database that cannot be used", () => {
    const stopped = write({ poller: samplePollerFacts(AT, { isRunning: false }) });
    expect(stopped.checks["poller:sinceLastPoll"]?.[0]?.status).toBe("fail");
    expect(statusCodeOf(stopped)).toBe(503);
    expect(write({ poller: failing("poll_timeout") }).status).toBe("fail");
    expect(write({ store: sampleStoreFacts(AT, { trouble: trouble("db_full") }) }).status).toBe("fail");
  });

  it("passes nothing of which nothing is known", () => {
    const nothing = { poller: null, store: null, data: { asOf: null, freshUntil: null } };
    const { checks } = write({ ...nothing, boot: { kind: "failed", trouble: trouble("config_invalid") } });
    const statusOf = (key: string) => checks[key]?.[0]?.status;
    expect(statusOf("boot")).toBe("fail");
    for (const key of ["nagios:dataAge", "poller:sinceLastPoll", "database:size"]) expect(statusOf(key)).toBe("warn");
  });

  it("tells reasons only where details are allowed", () => {
    const more = { store: sampleStoreFacts(AT, { trouble: trouble("db_full") }) };
    expect(JSON.stringify(write(more))).not.toMatch(/secret|words|db_full|1048576/);
    const detailed = write(more, true);
    expect(detailed.notes).toEqual(["db_full"]);
    expect(detailed.checks["database:size"]?.[0]).toMatchObject({
      status: "fail",
      observedValue: 1_048_576,
      output: "/etc/secret: words",
      links: { runbook: "/admin/runbook#db_full" },
    });
  });
});
