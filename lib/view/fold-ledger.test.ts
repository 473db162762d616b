import { describe, expect, it } from "vitest";
import type { PublicState } from "@/lib/domain/public-state";
import { makeComponent, makeGroup } from "@/tests/fixtures/page-views";
import { foldLedger, listDrawn } from "./fold-ledger";
import { type JudgedGroup, judgeGroup } from "./judge";

const AT = Date.UTC(2026, 10, 23, 13, 32);

function group(name: string, size: number, worst: PublicState = "operational"): JudgedGroup {
  const stateOf = (index: number) => (index === 0 ? worst : "operational");
  const components = Array.from({ length: size }, (_, index) => makeComponent(`${name} ${index}`, stateOf(index), AT));
  return judgeGroup(makeGroup(name, components, AT), "fresh");
}

describe("the services of a page", () => {
  it("are all open where they are few", () => {
    const groups = [group("a", 10), group("b", 2)];
    expect(groups.map(foldLedger(groups, true).isOpen)).toEqual([true, true]);
  });

  it("fold away in long groups where they are many, unless something there is wrong or not known", () => {
    const groups = [group("a", 9), group("b", 8), group("c", 9, "degraded_performance"), group("d", 9, "unknown")];
    expect(groups.map(foldLedger(groups, true).isOpen)).toEqual([false, true, true, true]);
  });

  it("are no reason to open anything while nothing is confirmed", () => {
    const groups = [group("a", 9, "major_outage"), group("b", 9)];
    expect(groups.map(foldLedger(groups, false).isOpen)).toEqual([false, false]);
  });

  it("fold away beneath those with trouble in a very long group", () => {
    const groups = [group("a", 17, "major_outage"), group("b", 16, "major_outage"), group("c", 17)];
    const { foldedIn } = foldLedger(groups, true);
    expect(groups.map((each) => foldedIn(each).length)).toEqual([16, 0, 0]);
  });
});

describe("the days that are drawn at first", () => {
  it("are all of them on a page of usual size, folded or not", () => {
    expect(listDrawn([group("a", 20), group("b", 20, "major_outage")], true).size).toBe(40);
  });

  it("are those of open rows on a larger one", () => {
    const groups = [group("a", 20), group("b", 20, "major_outage"), group("c", 8), group("d", 9, "major_outage")];
    expect(listDrawn(groups, true).size).toBe(0 + 1 + 8 + 9);
  });
});
