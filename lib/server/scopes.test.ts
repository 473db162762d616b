import { describe, expect, it } from "vitest";
import { findPart, nameGroups, readName } from "./scopes";

const component = (slug: string, group: string | null) => ({ slug, name: slug.toUpperCase(), group });
const COMPONENTS = [
  component("web", "Public services"),
  component("mail", "Public services"),
  component("db", "Intern!"),
  component("dns", "intern"),
  component("alone", null),
  component("fun", "🎉"),
];

describe("a part of the page", () => {
  it("is a component that is on show, by its slug", () => {
    const part = findPart(COMPONENTS, { kind: "component", slug: "web" });
    expect(part).toMatchObject({ name: "WEB", slugs: new Set(["web"]) });
    expect([part?.holds(component("web", null)), part?.holds(component("mail", "Public services"))]).toEqual([
      true,
      false,
    ]);
  });

  it("is a group by its name in addresses, with what belonged to it in the past", () => {
    const part = findPart(COMPONENTS, { kind: "group", slug: "public-services" });
    expect(part).toMatchObject({ name: "Public services", slugs: new Set(["web", "mail"]) });
    expect(part?.holds(component("gone", "Public services"))).toBe(true);
    expect(part?.holds(component("alone", null))).toBe(false);
  });

  it("is nothing else", () => {
    expect(findPart(COMPONENTS, { kind: "component", slug: "hidden" })).toBeNull();
    expect(findPart(COMPONENTS, { kind: "group", slug: "" })).toBeNull();
    expect(findPart([component("alone", null)], { kind: "group", slug: "null" })).toBeNull();
  });
});

describe("names in addresses", () => {
  it("are one for each group, also where two would have the same or none at all", () => {
    expect([...nameGroups(COMPONENTS)]).toEqual([
      ["public-services", "Public services"],
      ["intern", "Intern!"],
      ["intern-2", "intern"],
      ["group", "🎉"],
    ]);
  });

  it("are read whether they are percent-encoded or not", () => {
    expect(["stra%C3%9Fe", "straße", "%E0%A4%A"].map(readName)).toEqual(["straße", "straße", "%E0%A4%A"]);
  });
});
