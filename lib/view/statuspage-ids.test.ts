import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SAMPLE_IDS as ids } from "./statuspage.testing";

describe("ids", () => {
  it("never change: programs have kept these", () => {
    expect({
      page: ids.page,
      component: ids.component("website"),
      group: ids.group("Public"),
      incident: ids.incident(42),
      update: ids.update(42, "opened-1795442700000"),
      maintenance: ids.maintenance(7),
      maintenanceUpdate: ids.maintenanceUpdate(7, "1795442700000:scheduled"),
    }).toEqual(KEPT);
  });

  it("tell kinds apart, and things of one kind", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string({ minLength: 1 }), (a, b, name) => {
        const all = [ids.page, ids.component(name), ids.group(name), ids.incident(a), ids.maintenance(a)];
        expect(new Set(all).size).toBe(all.length);
        expect(ids.incident(a) === ids.incident(b)).toBe(a === b);
      }),
    );
  });

  it("say nothing of what they name", () => {
    expect(ids.component("db-secret")).toMatch(/^[0-9a-f]{12}$/);
  });
});

const KEPT = {
  page: "3660315a9af3",
  component: "860da72c029d",
  group: "c974bbc99a23",
  incident: "9eed19f9b206",
  update: "d01e3120a1b3",
  maintenance: "f24b6e21e308",
  maintenanceUpdate: "06620aad13b2",
};
