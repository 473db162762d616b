import { expect, it } from "vitest";
import { makePageViews } from "@/tests/fixtures/page-views";
import { foldIncidents } from "./fold-incidents";
import type { IncidentView, UpdateView } from "./page-view";

const [sample] = makePageViews(0).degraded.activeIncidents;
if (sample === undefined) throw new Error("the sample page has an incident");

function incident(id: number, title: string, more: Partial<IncidentView> = {}): IncidentView {
  return {
    ...sample,
    updates: automatic,
    id,
    title,
    startedAt: id * 3_600_000,
    endedAt: id * 3_600_000 + 60_000,
    ...more,
  } as IncidentView;
}

const automatic = sample.updates.map((update): UpdateView => ({ ...update, by: "automatic" }));
const fold = (incidents: IncidentView[]) => foldIncidents(incidents).map((all) => all.map(({ id }) => id));

it("incidents of one title are told together, in the order of the first of each", () => {
  expect(fold([incident(1, "a"), incident(2, "b"), incident(3, "a")])).toEqual([[1, 3], [2]]);
});

it("one of which a person wrote, one that was reviewed and one that lasts are told by themselves", () => {
  const updates = [{ ...sample.updates[0], text: "Cable cut", by: "person", author: "Ann" } as UpdateView];
  const own = [
    incident(1, "a", { updates }),
    incident(2, "a", { endedAt: null }),
    incident(3, "a", { reviewUrl: "/r" }),
  ];
  expect(fold([...own, incident(4, "a"), incident(5, "a")])).toEqual([[1], [2], [3], [4, 5]]);
});

it("what failed in the same minutes under one title is told once", () => {
  const same = { startedAt: 120_000, endedAt: 180_000 };
  expect(
    fold([incident(1, "a", same), incident(2, "a", { ...same, startedAt: 121_000 }), incident(3, "b", same)]),
  ).toEqual([[1], [3]]);
});
