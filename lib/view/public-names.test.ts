import { describe, expect, it } from "vitest";
import type { EndReason } from "@/lib/domain/incident";
import { sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { createPublicNames } from "./public-names";
import { sampleProblem, sampleRecord } from "./sample-incident";

const host = sampleObject("web1", null, "up", { chosen: false });
const service = sampleObject("web1", "HTTP", "critical");
const website = sampleComponent("website", [service], { group: "Public" });
const snapshot = sampleSnapshot([host, service], [website]);
const record = sampleRecord();
const { incident } = record;

describe("with components of the operator's own", () => {
  const names = createPublicNames(snapshot, false);

  it("objects and incidents carry the component's name, never Nagios'", () => {
    expect(names.ofObject("web1;HTTP")).toEqual({ hostName: "Website", serviceDescription: "Website" });
    expect(names.ofObject("web1")).toEqual({ hostName: "Website", serviceDescription: null });
    expect(names.ofIncident(record)).toEqual({ hostName: "Website", serviceDescription: "Website" });
    expect(names.has({ hostName: "Website", serviceDescription: "Website" })).toBe(true);
    expect(names.has({ hostName: "web1", serviceDescription: "HTTP" })).toBe(false);
  });

  it("an incident follows its component when that is renamed, and vanishes with it", () => {
    const renamed = createPublicNames(sampleSnapshot([], [{ ...website, name: "Homepage" }]), false);
    expect(renamed.componentsOf(incident)).toEqual([{ slug: "website", name: "Homepage", group: "Public" }]);
    const others = createPublicNames(sampleSnapshot([], [sampleComponent("mail", [])]), false);
    expect(others.ofIncident(record)).toBeNull();
  });
});

describe("with public object names", () => {
  const names = createPublicNames(snapshot, true);

  it("objects on show carry their own names, others none", () => {
    expect(names.ofObject("web1;HTTP")).toEqual({ hostName: "web1", serviceDescription: "HTTP" });
    expect(names.ofObject("db1")).toBeNull();
  });

  it("an incident of a removed object stays while its group is shown; one that is no longer chosen goes", () => {
    const later = createPublicNames(sampleSnapshot([], [sampleComponent("other", [], { group: "Public" })]), true);
    const nameOf = (endReason: EndReason) => later.ofIncident(sampleRecord({ endedAt: 1, endReason }));
    expect(nameOf("removed")).toMatchObject({ hostName: "web1" });
    expect(nameOf("unpublished")).toBeNull();
    expect(nameOf("recovered")).toBeNull();
  });

  it("an incident without components is not shown: nobody felt it", () => {
    expect(names.componentsOf({ ...incident, components: [] })).toEqual([]);
    expect(names.ofIncident(sampleRecord({ components: [] }))).toBeNull();
  });

  it("an incident goes by its root, else by what lies behind it and is on show, else by its component", () => {
    const root = sampleProblem({ key: "switch1" });
    const behind = sampleProblem({ role: "behind" });
    const own = { hostName: "web1", serviceDescription: "HTTP" };
    expect(names.ofIncident(sampleRecord({}, { problems: [behind, sampleProblem({ key: "web1" })] }))).toEqual({
      hostName: "web1",
      serviceDescription: null,
    });
    expect(names.ofIncident(sampleRecord({}, { problems: [root, behind] }))).toEqual(own);
    const elsewhere = { hostName: "Website", serviceDescription: null };
    expect(names.ofIncident(sampleRecord({}, { problems: [root, sampleProblem({ key: "gone1" })] }))).toEqual(
      elsewhere,
    );
    const known = createPublicNames({ ...snapshot, inside: [new Map([["switch1", "host"]]), new Map()] }, true);
    expect(known.ofIncident(sampleRecord({}, { problems: [root] }))).toEqual(elsewhere);
    expect(names.ofIncident(sampleRecord({ origin: "person" }, { problems: [] }))).toEqual({
      hostName: "Website",
      serviceDescription: "Website",
    });
  });
});
