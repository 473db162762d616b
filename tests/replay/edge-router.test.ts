import { describe, expect, it } from "vitest";
import { DEFAULT_INCIDENT_RULES } from "@/lib/domain/policy";
import { parseStatus, readFixture } from "@/tests/fixtures/nagios/read-fixture";
import { CHECK_PACE, replaySnapshots } from "./replay-snapshots";

const SNAPSHOT = "s11-major-outage";
const ROUTER = "gw-edge-01";
/** When the first of them lost contact. */
const CUT_AT = Date.parse("2026-11-23T18:02:20Z");

const PACES = [
  { pace: "the usual windows", rules: DEFAULT_INCIDENT_RULES },
  { pace: "windows for checks every few seconds", rules: CHECK_PACE },
];

describe.each(PACES)("an edge router that takes a network along, with $pace", ({ rules }) => {
  const status = parseStatus(readFixture(SNAPSHOT, "status.dat"));
  const out = status.hosts.filter(({ currentState }) => currentState !== 0 && currentState !== null);
  const maintained = out
    .filter(({ scheduledDowntimeDepth }) => scheduledDowntimeDepth > 0)
    .map(({ hostName }) => hostName);
  const failed = status.services.filter(({ currentState, lastStateChangeAt, hostName }) => {
    return currentState === 2 && (lastStateChangeAt ?? 0) >= CUT_AT && !maintained.includes(hostName);
  });
  const services = failed.map(({ key }) => key);

  it("is one host down and twelve unreachable, one of them in a maintenance", () => {
    expect(out.filter(({ currentState }) => currentState === 1).map(({ hostName }) => hostName)).toEqual([ROUTER]);
    expect(out).toHaveLength(13);
    expect(maintained).toEqual(["nas backup"]);
    expect(services.length).toBeGreaterThan(4);
  });

  it("is one incident with the router as its root and the rest behind it", async () => {
    const { incidents } = await replaySnapshots([SNAPSHOT], { hasLogs: false, rules });
    const [found, ...others] = incidents.filter(({ incident }) => incident.rootKey === ROUTER);
    expect(others).toEqual([]);
    const roots = found?.problems.filter(({ role }) => role === "root").map(({ key }) => key);
    const behind = found?.problems.filter(({ role }) => role === "behind").map(({ key }) => key);
    const hosts = out.map(({ hostName }) => hostName).filter((name) => !maintained.includes(name) && name !== ROUTER);
    expect(roots).toEqual([ROUTER]);
    expect(behind).toEqual(expect.arrayContaining([...hosts, ...services]));
    expect(found?.incident.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Website", "Mail", "VPN", "Databases", "Office", "Network"]),
    );
  });

  it("leaves to other incidents only what was out long before", async () => {
    const { incidents } = await replaySnapshots([SNAPSHOT], { hasLogs: false, rules });
    const others = incidents.filter(({ incident }) => incident.rootKey !== ROUTER);
    for (const { problems } of others) {
      for (const { startedAt } of problems) expect(CUT_AT - startedAt).toBeGreaterThan(rules.groupingWindowMs);
    }
    expect(others.length).toBeGreaterThan(0);
  });
});
