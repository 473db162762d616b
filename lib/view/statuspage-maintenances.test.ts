import { describe, expect, it } from "vitest";
import { v2Maintenance } from "@/lib/api-schema/statuspage";
import {
  makeMaintenanceUnderWay,
  makePageViews,
  makePastMaintenance,
  makeScheduledMaintenance,
} from "@/tests/fixtures/page-views";
import type { MaintenanceView } from "./page-view";
import { SAMPLE_IDS as ids, sampleFrame } from "./statuspage.testing";
import { answerActive, answerMaintenances, answerUpcoming } from "./statuspage-answers";
import { describeV2Maintenance } from "./statuspage-maintenances";
import { V2_MAINTENANCE_STATUSES } from "./statuspage-shape";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const FRAME = sampleFrame(makePageViews(AT).maintenance, AT);
const [COMING, RUNNING, PAST] = [makeScheduledMaintenance(AT), makeMaintenanceUnderWay(AT), makePastMaintenance(AT)];
const describeIt = (maintenance: MaintenanceView) => v2Maintenance.parse(describeV2Maintenance(maintenance, FRAME));
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

describe("a maintenance", () => {
  it("tells its window, its begin, its end and what it touches", () => {
    expect(describeIt(PAST)).toMatchObject({
      id: ids.maintenance(PAST.id),
      impact: "maintenance",
      status: "completed",
      scheduled_for: iso(PAST.startsAt),
      scheduled_until: iso(PAST.endsAt),
      started_at: iso(PAST.beganAt),
      resolved_at: iso(PAST.endedAt),
      updated_at: iso(PAST.endedAt),
      shortlink: `https://status.example.org/maintenance/${PAST.id}`,
      components: [{ name: "Study database", status: "operational" }],
    });
    expect(describeIt(RUNNING).components).toMatchObject([{ name: "Imaging archive", status: "under_maintenance" }]);
  });

  it("has every status of the API but the one that nothing here stands for", () => {
    const cancelled = { ...COMING, status: "cancelled", endedAt: AT } as const;
    const shown = [COMING, RUNNING, PAST, cancelled].map((each) => describeIt(each).status);
    expect(shown).toEqual(["scheduled", "in_progress", "completed", "completed"]);
    expect(V2_MAINTENANCE_STATUSES.filter((status) => !shown.includes(status))).toEqual(["verifying"]);
  });

  it("that was cancelled is over, and its last update says why", () => {
    const update = { at: AT, status: "cancelled", text: "It was cancelled." } as const;
    const told = describeIt({ ...COMING, status: "cancelled", endedAt: AT, updates: [update, ...COMING.updates] });
    expect(told.resolved_at).toBe(iso(AT));
    expect(told.incident_updates[0]).toMatchObject({ status: "completed", body: "It was cancelled." });
  });

  it("is announced in the words that somebody wrote about the work", () => {
    expect(describeIt(RUNNING).incident_updates.map(({ body }) => body)).toEqual([
      "Maintenance of Imaging archive has begun.",
      "Images older than a year open slowly.",
    ]);
    const unsaid = { ...RUNNING, text: RUNNING.updates[0]?.text ?? "" };
    expect(describeIt(unsaid).incident_updates.at(-1)?.body).toBe(RUNNING.updates.at(-1)?.text);
  });

  it("has updates with ids of their own, also where two say the same for one instant", () => {
    const update = { at: AT, status: "scheduled", text: "Its window was moved." } as const;
    const told = describeIt({ ...COMING, updates: [update, update, ...COMING.updates] });
    expect(new Set(told.incident_updates.map(({ id }) => id)).size).toBe(3);
  });
});

describe("lists of maintenance", () => {
  const told = { incidents: [], maintenances: [COMING, PAST, RUNNING, { ...COMING, id: 9, startsAt: AT + 1 }] };
  const idsOf = ({ scheduled_maintenances: all }: ReturnType<typeof answerActive>) => all.map(({ id }) => id);
  const named = (...numbers: number[]) => numbers.map((id) => ids.maintenance(id));

  it("hold what comes by its begin, what is under way, or everything, the newest first", () => {
    expect(idsOf(answerUpcoming(FRAME, told))).toEqual(named(9, COMING.id));
    expect(idsOf(answerActive(FRAME, told))).toEqual(named(RUNNING.id));
    expect(idsOf(answerMaintenances(FRAME, told))).toEqual(named(COMING.id, 9, RUNNING.id, PAST.id));
  });
});
