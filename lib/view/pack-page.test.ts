import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { DAY_MS } from "@/lib/domain/time";
import { makePageViews } from "@/tests/fixtures/page-views";
import { isDisturbed, MARK_LETTERS, NO_DATA } from "./history-view";
import { packPage, unpackPage } from "./pack-page";
import type { BarsView, ComponentView, DisturbedDay, IncidentView, PageView } from "./page-view";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);

const share = fc.integer({ min: 0, max: 10_000 }).map((count) => count / 100);
const letters = fc.constantFrom(...Object.values(MARK_LETTERS), NO_DATA);
const anyMinutes = fc.dictionary(fc.constantFrom(...PUBLIC_STATES), fc.integer({ min: 0, max: 1500 }));
const anyDay: fc.Arbitrary<DisturbedDay> = fc.record({
  index: fc.integer({ min: 0, max: 89 }),
  minutes: anyMinutes as fc.Arbitrary<DisturbedDay["minutes"]>,
  uptime: fc.option(share),
  disruptions: fc.integer({ min: 0, max: 500 }),
});
const anyBars: fc.Arbitrary<BarsView> = fc
  .record({
    days: fc.array(anyDay, { maxLength: 90 }),
    marks: fc.array(fc.tuple(letters, fc.integer({ min: 1, max: 5 })), { maxLength: 90 }),
    uptime: fc.record({
      day: fc.option(share),
      week: fc.option(share),
      month: fc.option(share),
      quarter: fc.option(share),
    }),
    known: share,
  })
  .map(({ marks, ...shares }) => ({
    ...shares,
    marks: marks.map(([letter]) => letter).join(""),
    heights: marks.map(([letter, height]) => (isDisturbed(letter) ? height : 0)).join(""),
  }));

/** A page with other bars. */
function withBars(view: PageView, draw: (bars: BarsView | null) => BarsView | null): PageView {
  const groups = view.groups.map((group) => ({
    ...group,
    components: group.components.map((component) => ({ ...component, bars: draw(component.bars) })),
    bars: draw(group.bars),
  }));
  return { ...view, groups };
}

/** Without what stands in tables alone, which on large pages are drawn after the first refresh. */
function withoutFigures(bars: BarsView): BarsView {
  return { ...bars, days: [], known: 0, uptime: { ...bars.uptime, day: null, week: null, month: null } };
}

function withoutDays(bars: BarsView): BarsView {
  return { ...withoutFigures(bars), marks: "", heights: "" };
}

/** Calm for longer than a day: of that no row tells since when. */
function isLongCalm({ state, since }: ComponentView): boolean {
  return state === "operational" && since !== null && AT - since > DAY_MS;
}

/**
 * As much of a page as its document draws: of what is over no automatic updates, of groups no words of days, and of large
 * pages no days of groups that are open.
 */
function drawn(view: PageView): PageView {
  const isFolded = FOLDED.get(view);
  return {
    ...view,
    pastDays: view.pastDays.map((day) => ({ ...day, incidents: day.incidents.map(shortenPast) })),
    groups: view.groups.map((group) => {
      const isOpen = isFolded !== undefined && !group.components.every(isFolded);
      return {
        ...group,
        bars: group.bars && (isOpen ? withoutDays : withoutFigures)(group.bars),
        components: group.components.map((every) => {
          const component = isLongCalm(every) ? { ...every, since: null } : every;
          if (isFolded === undefined || component.bars === null) return component;
          return { ...component, bars: (isFolded(component) ? withoutDays : withoutFigures)(component.bars) };
        }),
      };
    }),
  };
}

function shortenPast({ updates, ...incident }: IncidentView): IncidentView {
  return { ...incident, updates: updates.filter(({ by }) => by !== "automatic").slice(0, 1) };
}

/** Of the large page only what is not well is open: all its groups are long. In the other one whole groups are well. */
const isWell = ({ state }: ComponentView) => state === "operational";
const FOLDED = new Map([
  [VIEWS.site, isWell],
  [VIEWS.large, isWell],
]);

describe("a packed page", () => {
  it.each(Object.entries(VIEWS))("is, when it is unpacked, as much of the page as is drawn: %s", (_, view) => {
    expect(unpackPage(structuredClone(packPage(view, AT)))).toEqual(drawn(view));
  });

  it("keeps every bar", () => {
    fc.assert(
      fc.property(anyBars, (bars) => {
        const view = drawn(withBars(VIEWS.major, () => bars));
        expect(unpackPage(packPage(view, AT))).toEqual(view);
      }),
    );
  });

  it("says what an incident touches in few signs, whatever its state and address", () => {
    const [incident] = VIEWS.major.activeIncidents;
    if (incident === undefined) throw new Error("the sample has an incident");
    const components = [
      { slug: "mail-server", name: "Mail server", state: "major_outage" as const },
      { slug: "web", name: "Web", state: "degraded_performance" as const },
      { slug: "portal-2", name: "Portal", state: "unknown" as const },
    ];
    const view = { ...VIEWS.major, activeIncidents: [{ ...incident, components }] };
    const packed = packPage(view, AT);
    expect(packed.activeIncidents[0]?.[3]).toEqual(["Mail server", ["Web", "d"], ["Portal", "u", "portal-2"]]);
    expect(unpackPage(packed).activeIncidents).toEqual(view.activeIncidents);
  });

  it("says a bar in few signs", () => {
    const bars: BarsView = {
      marks: "--ooooxdo",
      heights: "000000310",
      days: [{ index: 6, minutes: { major_outage: 12, under_maintenance: 60 }, uptime: 99.31, disruptions: 1 }],
      uptime: { day: null, week: 99.9, month: 99.5, quarter: 99.57 },
      known: 100,
    };
    const packed = packPage(
      withBars(VIEWS.major, () => bars),
      AT,
    );
    expect(packed.groups[0]?.bars).toBe("2-4o3x1d1o 99.57");
    expect(packed.groups[0]?.components[0]?.[1]).toMatch(/^.2-4o3x1d1o 99.57 100 99.5 99.9 -\|6:99.31:1:m60x12$/);
  });
});
