import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { makePageViews } from "@/tests/fixtures/page-views";
import { isWatched } from "./incident-course";
import { countActive, limitPage, MOST_ACTIVE, MOST_OF_A_DAY } from "./limit-page";
import type { IncidentView, PageView } from "./page-view";

const AT = Date.UTC(2026, 10, 30, 19, 0);
const VIEW = makePageViews(AT).major;
const [SAMPLE] = VIEW.activeIncidents as [IncidentView];

const anyIncidents = fc
  .array(fc.record({ impact: fc.constantFrom(...PUBLIC_STATES), endedAt: fc.option(fc.constant(AT)) }), {
    maxLength: 90,
  })
  .map((list) => list.map((some, index): IncidentView => ({ ...SAMPLE, ...some, id: index + 1, resolvedAt: null })));

function withActive(activeIncidents: IncidentView[]): PageView {
  return { ...VIEW, activeIncidents };
}

describe("a page for visitors", () => {
  it("is the page itself, where it is short", () => {
    expect(limitPage(VIEW)).toEqual(VIEW);
  });

  it("counts every active incident once, told or not, and keeps their order", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const page = limitPage(withActive(incidents));
        const told = page.activeIncidents;
        expect(told.length).toBe(Math.min(incidents.length, MOST_ACTIVE));
        expect(told).toEqual(incidents.filter((incident) => told.includes(incident)));
        const watched = incidents.filter(isWatched).length;
        expect(countActive(page)).toEqual({ underWay: incidents.length - watched, watched });
      }),
    );
  });

  it("tells what lasts before what is watched, the worst before the rest, and the newest of those", () => {
    const many = (count: number, from: number, more: Partial<IncidentView>) =>
      Array.from({ length: count }, (_, index) => ({ ...SAMPLE, resolvedAt: null, ...more, id: from + index }));
    const watched = many(10, 100, { endedAt: AT, impact: "major_outage" });
    const slow = many(15, 200, { endedAt: null, impact: "degraded_performance" });
    const down = many(12, 300, { endedAt: null, impact: "major_outage" });
    const { activeIncidents, moreIncidents } = limitPage(withActive([...watched, ...slow, ...down]));
    expect(activeIncidents).toEqual([...slow.slice(0, MOST_ACTIVE - 12), ...down]);
    expect(moreIncidents).toEqual({ underWay: 7, watched: 10 });
  });

  it("tells the newest of a day, and how many more there were", () => {
    const incidents = Array.from({ length: MOST_OF_A_DAY + 3 }, (_, index) => ({ ...SAMPLE, id: index + 1 }));
    const [day] = limitPage({ ...VIEW, pastDays: [{ date: "2026-11-29", incidents, maintenances: [] }] }).pastDays;
    expect(day).toEqual({
      date: "2026-11-29",
      incidents: incidents.slice(0, MOST_OF_A_DAY),
      maintenances: [],
      moreIncidents: 3,
    });
  });
});
