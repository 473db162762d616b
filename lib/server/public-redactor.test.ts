import { expect, it } from "vitest";
import { sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { createPublicNames } from "@/lib/view/public-names";
import { findRedactor, listPublicWords } from "./public-redactor";

const service = sampleObject("web1.corp.example", "HTTP-8443", "critical");
const components = [sampleComponent("mail", [service], { name: "Mail", description: "Runs in rack-7" })];
const configured = new Map([
  ["web1.corp.example", "host"],
  ["web1", "host"],
  ["HTTP-8443", "service"],
  ["mail", "host"],
  ["rack-7", "host"],
  ["db-secret", "host"],
] as const);
const TEXT = "web1, web1.corp.example and HTTP-8443 of Mail in rack-7, not db-secret, by jdoe";

function redactWith(objectNames: boolean, people: string[] = []) {
  const present = new Map(people.map((name) => [name, "person"] as const));
  const snapshot = sampleSnapshot([service], components, { inside: [configured, present] });
  return findRedactor(snapshot, createPublicNames(snapshot, objectNames), { name: "Status", objectNames, metrics: [] });
}

it("what is on show stays: components and what they say, and Nagios' names where those are public", () => {
  expect(redactWith(false)(TEXT)).toBe("[…], […] and […] of Mail in rack-7, not […], by jdoe");
});

it("what a new reading brings is private at once", () => {
  expect(redactWith(false, ["jdoe"])(TEXT)).toBe("[…], […] and […] of Mail in rack-7, not […], by […]");
  expect(redactWith(false, ["other"])(TEXT)).toContain("by jdoe");
});

it("chosen objects keep their names where those are public", () => {
  const snapshot = sampleSnapshot([service], [...components], { inside: [new Map(configured), new Map()] });
  const redact = findRedactor(snapshot, createPublicNames(snapshot, true), {
    name: "Status",
    objectNames: true,
    metrics: [],
  });
  expect(redact(TEXT)).toBe("web1, web1.corp.example and HTTP-8443 of Mail in rack-7, not […], by jdoe");
});

it("without a snapshot nothing is told", () => {
  const snapshot = sampleSnapshot([], components);
  expect(
    findRedactor(null, createPublicNames(snapshot, false), { name: "S", objectNames: false, metrics: [] })("Mail"),
  ).toBe("[…]");
});

it("what metrics are called is on show, and what they are measured by is not", () => {
  const snapshot = sampleSnapshot([service], components, { inside: [new Map(configured), new Map()] });
  const metric = { name: "Way to rack-7", key: "web1;HTTP-8443", label: "rta", unit: "ms", factor: 1, slowFrom: null };
  const shown = { name: "Status", objectNames: false, metrics: [metric] };
  const words = listPublicWords(snapshot, createPublicNames(snapshot, false), shown);
  expect(words).toContain("Way to rack-7");
  expect(words).toContain("ms");
  expect(words).not.toContain("web1");
});
