import { describe, expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { makePageViews } from "@/tests/fixtures/page-views";
import { UNKNOWN_PAGE } from "./unknown-page";
import { answerUp } from "./up-answer";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const { operational } = makePageViews(AT);
const FIRST = operational.groups[0]?.components[0];
if (FIRST === undefined) throw new Error("the sample page has no component");

const show = (state: (typeof PUBLIC_STATES)[number]) => ({
  ...operational,
  groups: [{ name: null, components: [{ ...FIRST, state }], bars: null }],
});

describe("whether it is up", () => {
  it("is yes for what is operational or under maintenance, alone and as the whole page", () => {
    const up = PUBLIC_STATES.filter((state) => answerUp(show(state), AT, FIRST.slug)?.isUp);
    expect(up).toEqual(["operational", "under_maintenance"]);
    expect(PUBLIC_STATES.filter((state) => answerUp(show(state), AT, null)?.isUp)).toEqual(up);
  });

  it("is no as soon as the data is too old, with the instant for which it was true", () => {
    const late = (operational.freshUntil ?? 0) + 1;
    const answer = { state: "unknown", as_of: new Date(operational.asOf ?? 0).toISOString() };
    for (const slug of [null, FIRST.slug]) expect(answerUp(operational, late, slug)).toEqual({ isUp: false, answer });
  });

  it("is no while nothing is published or known", () => {
    const blank = { ...operational, publishes: false, groups: [] };
    expect(answerUp(blank, AT, null)?.isUp).toBe(false);
    expect(answerUp(UNKNOWN_PAGE, AT, null)).toEqual({ isUp: false, answer: { state: "unknown", as_of: null } });
    expect(answerUp(UNKNOWN_PAGE, AT, "website")?.isUp).toBe(false);
  });

  it("is not said of what is not on show", () => {
    expect(answerUp(operational, AT, "db-secret")).toBeNull();
    expect(answerUp({ ...operational, publishes: false, groups: [] }, AT, "website")).toBeNull();
  });
});
