import { describe, expect, it } from "vitest";
import { v2Components } from "@/lib/api-schema/statuspage";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { makePageViews } from "@/tests/fixtures/page-views";
import { SAMPLE_IDS as ids, sampleFrame } from "./statuspage.testing";
import { answerComponents } from "./statuspage-answers";
import { COMPONENT_STATUSES } from "./statuspage-shape";
import { UNKNOWN_PAGE } from "./unknown-page";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const VIEWS = makePageViews(AT);
const STALE_AT = (VIEWS.operational.freshUntil ?? 0) + 1;
const named = VIEWS.operational.groups.flatMap(({ components }) => components);

describe("components", () => {
  it("stand behind their group, which names them, in the order of the page", () => {
    const { components } = sampleFrame(VIEWS.operational, AT);
    const groups = components.filter(({ group }) => group);
    expect(groups.map(({ name, position }) => [name, position])).toEqual(
      VIEWS.operational.groups.map(({ name }, index) => [name, index + 1]),
    );
    for (const { id, components: members } of groups) {
      expect(members).toEqual(components.filter(({ group_id }) => group_id === id).map((member) => member.id));
    }
    expect(components.filter(({ group }) => !group).map(({ id }) => id)).toEqual(
      named.map(({ slug }) => ids.component(slug)),
    );
  });

  it("without a group stand beside the groups", () => {
    const [first, second] = VIEWS.operational.groups;
    if (first === undefined || second === undefined) throw new Error("the sample has too few groups");
    const { components } = sampleFrame({ ...VIEWS.operational, groups: [{ ...first, name: null }, second] }, AT);
    const top = components.filter(({ group_id }) => group_id === null);
    expect(top.map(({ position }) => position)).toEqual(top.map((_, index) => index + 1));
    expect(top.filter(({ group }) => group)).toHaveLength(1);
  });

  it("keep their ids whatever becomes of them, and of their order", () => {
    const idsOf = (view: typeof UNKNOWN_PAGE, at: number) =>
      new Map(sampleFrame(view, at).components.map(({ name, id }) => [name, id]));
    const before = idsOf(VIEWS.operational, AT);
    const turned = { ...VIEWS.major, name: "Another name", groups: [...VIEWS.major.groups].reverse() };
    for (const [name, id] of idsOf(turned, STALE_AT)) expect(before.get(name)).toBe(id);
  });

  it("are none of them operational once the data is too old, and are named as unknown", () => {
    const { components, data } = sampleFrame(VIEWS.operational, STALE_AT);
    expect(new Set(components.map(({ status }) => status))).toEqual(new Set(["degraded_performance"]));
    expect(data).toMatchObject({ stale: true, unknown_components: named.map(({ slug }) => ids.component(slug)) });
    const freshUntil = new Date(VIEWS.operational.freshUntil ?? 0).toISOString();
    expect(new Set(components.map(({ updated_at }) => updated_at))).toEqual(new Set([freshUntil]));
  });

  it("can have every status that the API has, and groups the worst of their members", () => {
    const [sample] = named;
    if (sample === undefined) throw new Error("the sample has no component");
    const groups = PUBLIC_STATES.map((state, index) => {
      const members = [sample, { ...sample, slug: `s${index}`, state }];
      return { name: state, components: members, bars: null };
    });
    const { components } = sampleFrame({ ...VIEWS.operational, groups }, AT);
    const shown = components.filter(({ group }) => group).map(({ status }) => status);
    expect(new Set(shown)).toEqual(new Set(COMPONENT_STATUSES));
  });

  it("have the shape of the API in every sample page, at any time", () => {
    for (const view of [...Object.values(VIEWS), UNKNOWN_PAGE]) {
      for (const at of [AT, STALE_AT]) v2Components.parse(answerComponents(sampleFrame(view, at)));
    }
  });
});
