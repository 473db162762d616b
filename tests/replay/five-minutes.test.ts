import { beforeAll, describe, expect, it } from "vitest";
import type { IncidentRecord } from "@/lib/domain/incident";
import { DEFAULT_INCIDENT_RULES } from "@/lib/domain/policy";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { RoundOutcome } from "@/lib/poller/round";
import { readExpected, writeExpected } from "./expected-list";
import {
  daysOr,
  endOfDays,
  NAGIOS,
  OFFICE_DELAY_MS,
  replayDays,
  SETTLED_SECONDS,
  TRUTH,
  tellOver,
} from "./ninety-days";

const DAYS = daysOr(90);
const UNTIL = endOfDays(DAYS) - SETTLED_SECONDS;

/** Incidents that last although Nagios says that all of their problems are over. */
function listLeftOpen({ incidents, snapshot }: RoundOutcome, second: number): string[] {
  if (snapshot === null) return [];
  return incidents
    .filter(({ incident, problems }) => {
      const isOut = (key: ObjectKey) => {
        const object = snapshot.objects.get(key);
        return object === undefined || object.flapping || (object.current !== "up" && object.current !== "ok");
      };
      const lasting = problems.filter(({ endedAt }) => endedAt === null);
      return incident.endedAt === null && !lasting.some(({ key }) => isOut(key));
    })
    .map(({ incident }) => `incident ${incident.id} at ${new Date(second * 1000).toISOString()}`);
}

describe("ninety days, one poll every five minutes", () => {
  let records: IncidentRecord[] = [];
  const leftOpen: string[] = [];
  const shown = new Set<ObjectKey>();

  beforeAll(async () => {
    const replayed = await replayDays(DAYS, 300, {
      onRound(outcome, second) {
        leftOpen.push(...listLeftOpen(outcome, second));
        if (shown.size === 0) for (const key of outcome.snapshot?.owners.keys() ?? []) shown.add(key);
      },
    });
    records = replayed.records;
    const problems = records.reduce((sum, record) => sum + record.problems.length, 0);
    const rows = tellOver(records, UNTIL);
    if (process.env.UPDATE_EXPECTED === "1") writeExpected(rows, problems);
    const seconds = (replayed.ms / 1000).toFixed(0);
    console.log(`${DAYS} days, ${replayed.rounds} polls: ${problems} problems, ${rows.length} incidents, ${seconds} s`);
  });

  it("tell the list that is kept", () => {
    expect(tellOver(records, UNTIL)).toEqual(readExpected(UNTIL));
  });

  it("leave no incident open whose problems are over", () => {
    expect(leftOpen).toEqual([]);
  });

  it("know every outage that Nagios confirmed outside of downtimes", () => {
    const told = new Set(
      records.flatMap(({ problems }) => problems.map(({ key, startedAt }) => `${key} ${startedAt}`)),
    );
    const expected = NAGIOS.listOutages().filter(({ key, startedAt }) => shown.has(key) && startedAt < UNTIL);
    const missing = expected.filter(({ key, startedAt }) => !told.has(`${key} ${startedAt * 1000}`));
    expect(expected.length).toBeGreaterThan(4 * DAYS);
    expect(missing).toEqual([]);
  });

  it("tell the public of each that lasts for the delay of its components, and of no other", () => {
    for (const { incident } of records) {
      const { startedAt, endedAt, publicAt, components, mergedInto } = incident;
      if (mergedInto !== null) continue;
      const isOfficeOnly = components.every(({ slug }) => slug === "office");
      const dueAt = startedAt + (isOfficeOnly ? OFFICE_DELAY_MS : 0);
      const isDue = dueAt <= (endedAt ?? TRUTH.now * 1000);
      const name = `${incident.rootKey} ${new Date(startedAt).toISOString()}`;
      expect(publicAt !== null, name).toBe(isDue);
      // What is public already may turn out to have begun earlier, within the window in which problems belong together.
      if (publicAt !== null) expect(publicAt, name).toBeGreaterThanOrEqual(dueAt);
      if (publicAt !== null)
        expect(publicAt - dueAt, name).toBeLessThanOrEqual(DEFAULT_INCIDENT_RULES.groupingWindowMs);
    }
  });
});
