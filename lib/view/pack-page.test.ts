import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { makePageViews } from "@/tests/fixtures/page-views";
import { packPage, unpackPage } from "./pack-page";
import type { DisturbedDay, PageView } from "./page-view";

const VIEWS = makePageViews(Date.UTC(2026, 10, 23, 13, 32));

const MINUTES = fc.dictionary(fc.constantFrom(...PUBLIC_STATES), fc.integer({ min: 0, max: 1500 }));
const DAY: fc.Arbitrary<DisturbedDay> = fc.record({
  index: fc.integer({ min: 0, max: 89 }),
  minutes: MINUTES as fc.Arbitrary<DisturbedDay["minutes"]>,
  uptime: fc.option(fc.integer({ min: 0, max: 10_000 }).map((share) => share / 100)),
  disruptions: fc.integer({ min: 0, max: 500 }),
});

/** A page whose first component has these days. */
function withDays(view: PageView, days: DisturbedDay[]): PageView {
  const groups = view.groups.map((group, first) => ({
    ...group,
    components: group.components.map((component, second) =>
      first + second === 0 && component.bars ? { ...component, bars: { ...component.bars, days } } : component,
    ),
  }));
  return { ...view, groups };
}

describe("a packed page", () => {
  it.each(Object.entries(VIEWS))("is the same page when it is unpacked: %s", (_, view) => {
    expect(unpackPage(structuredClone(packPage(view)))).toEqual(view);
  });

  it("keeps every day", () => {
    fc.assert(
      fc.property(fc.array(DAY, { maxLength: 90 }), (days) => {
        const view = withDays(VIEWS.major, days);
        expect(unpackPage(packPage(view))).toEqual(view);
      }),
    );
  });

  it("says a day in a quarter of the signs", () => {
    const days = [{ index: 88, minutes: { major_outage: 12, under_maintenance: 60 }, uptime: 99.31, disruptions: 1 }];
    const packed = packPage(withDays(VIEWS.major, days));
    expect(packed.groups[0]?.components[0]?.bars?.days).toBe("88:99.31:1:m60x12");
  });
});
