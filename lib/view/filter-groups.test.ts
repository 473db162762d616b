import { describe, expect, it } from "vitest";
import { makePageViews } from "@/tests/fixtures/page-views";
import { filterGroups, isFiltering, NO_FILTER } from "./filter-groups";
import { judgePage } from "./judge";
import { ENGLISH } from "./words/words-of";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEWS = makePageViews(AT);
const { groups } = judgePage(VIEWS.major, AT, ENGLISH);
const find = (query: string, onlyProblems = false, among = groups) =>
  filterGroups(among, { query, onlyProblems }).flatMap(({ components }) => components.map(({ name }) => name));

describe("services among many", () => {
  it("are all there while nothing is asked", () => {
    expect(filterGroups(groups, NO_FILTER).map(({ index }) => index)).toEqual(groups.map((_, index) => index));
    expect(isFiltering(NO_FILTER)).toBe(false);
    expect(isFiltering({ query: "  ", onlyProblems: false })).toBe(false);
  });

  it("are found by any words of their name, description or group, as people type them", () => {
    expect(find("WI-FI")).toEqual(["Visitor Wi-Fi", "Clinical Wi-Fi"]);
    expect(find("clinical wi-fi")).toEqual(["Clinical Wi-Fi"]);
    expect(find("findings")).toEqual(["Patient portal"]);
    expect(find("research")).toHaveLength(3);
    expect(find("nothing of that name")).toEqual([]);
  });

  it("are those with trouble, whatever it is", () => {
    const states = filterGroups(groups, { query: "", onlyProblems: true }).flatMap((group) => group.components);
    expect(states.length).toBeGreaterThan(0);
    expect(states.every(({ state }) => state !== "operational")).toBe(true);
    expect(find("", true, judgePage(VIEWS.operational, AT, ENGLISH).groups)).toEqual([]);
  });

  it("are all in trouble while nothing can be confirmed", () => {
    const stale = judgePage(VIEWS.operational, AT + 3_600_000, ENGLISH).groups;
    expect(find("", true, stale)).toHaveLength(find("", false, stale).length);
  });

  it("give their group the state of what is left of it, and no figures of the whole", () => {
    const [group] = filterGroups(groups, { query: "visitor wi-fi", onlyProblems: false });
    expect(group).toMatchObject({ name: "Patients and visitors", state: "operational", bars: null });
    expect(filterGroups(groups, NO_FILTER)[0]).toMatchObject({ state: "major_outage", bars: groups[0]?.bars });
  });

  it("keep the place of their group on the page", () => {
    expect(filterGroups(groups, { query: "library", onlyProblems: false }).map(({ index }) => index)).toEqual([4]);
  });
});
