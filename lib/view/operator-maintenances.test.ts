import { describe, expect, it } from "vitest";
import { SAMPLE_AT, sampleComponent } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time";
import { describeOperatorMaintenances } from "./operator-maintenances";
import { sampleMaintenance } from "./sample-maintenance";

const AT = SAMPLE_AT;
const CONTEXT = { at: AT, timeZone: "UTC", components: [sampleComponent("website", [], { name: "Our website" })] };

describe("the maintenance of the operator", () => {
  it("tells who scheduled it, with their words, and the reason of everything that happened, newest first", () => {
    const { present } = describeOperatorMaintenances([sampleMaintenance()], CONTEXT);
    expect(present).toEqual([
      {
        id: 1,
        href: "/maintenance/1",
        name: "Our website",
        status: "Under way, 13:00:00 to 16:00:00",
        said: "1 downtime · jdoe · ticket 4711",
        updates: [
          expect.objectContaining({ word: "started", moment: "13:00:00", reason: "1 downtime of web1, in effect" }),
          expect.objectContaining({ word: "scheduled", reason: "1 downtime of web1" }),
        ],
      },
    ]);
  });

  it("keeps what is over for a day, beside what comes by its begin", () => {
    const over = (id: number, endedAt: number) => sampleMaintenance({ id, status: "completed", endedAt });
    const maintenances = [
      sampleMaintenance({ id: 3, status: "scheduled", startsAt: AT + HOUR_MS, beganAt: null }),
      sampleMaintenance({ id: 2 }),
      over(4, AT - 2 * DAY_MS),
      over(5, AT - HOUR_MS),
    ];
    const { present, past } = describeOperatorMaintenances(maintenances, CONTEXT);
    expect([present.map(({ id }) => id), past.map(({ id }) => id)]).toEqual([[2, 3], [5]]);
  });
});
