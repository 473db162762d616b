import { describe, expect, it } from "vitest";
import { hostBlock, INFO, objectBlock, serviceBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { parseModel, parseStatus, RUNNING, readFixture, readStatus } from "@/tests/fixtures/nagios/read-fixture";
import { checkCompleteness } from "./completeness";

const host = (name: string) => objectBlock("host", { host_name: name });
const service = (name: string, description: string) =>
  objectBlock("service", { host_name: name, service_description: description });
const MODEL = parseModel(host("a") + host("b") + service("a", "s"));
const WHOLE = INFO + hostBlock("a") + hostBlock("b") + serviceBlock("a", "s");

describe("a reading", () => {
  it("is complete when every object of objects.cache is there, and more may be", () => {
    expect(checkCompleteness(MODEL, parseStatus(WHOLE), null)).toEqual({ kind: "complete" });
    expect(checkCompleteness(MODEL, parseStatus(WHOLE + hostBlock("new")), null)).toEqual({ kind: "complete" });
  });

  it("that lacks objects says how many, of how many, and which", () => {
    expect(checkCompleteness(MODEL, parseStatus(INFO + hostBlock("a")), null)).toEqual({
      kind: "incomplete",
      reason: "2 of 3 objects of objects.cache are missing (b, a;s)",
    });
    const many = parseModel(Array.from({ length: 9 }, (_, i) => host(`h${i}`)).join(""));
    expect(checkCompleteness(many, parseStatus(INFO + hostBlock("a")), null)).toEqual({
      kind: "incomplete",
      reason: "9 of 9 objects of objects.cache are missing (h0, h1, h2, …)",
    });
  });

  it("that lacks an object which objects.cache lacks too is complete: it was removed", () => {
    const before = parseStatus(WHOLE + hostBlock("removed")).names;
    expect(checkCompleteness(MODEL, parseStatus(WHOLE), before)).toEqual({ kind: "complete" });
  });

  it("is judged by the reading before when objects.cache is older than Nagios' start", () => {
    const program = statusBlock("programstatus", { program_start: 2000 });
    const status = parseStatus(INFO + program + hostBlock("a"));
    expect(checkCompleteness(MODEL, status, null, 1_999_000)).toEqual({ kind: "complete" });
    expect(checkCompleteness(MODEL, status, null, 2_000_000).kind).toBe("incomplete");
  });

  it("without objects.cache is judged by the reading before, and believed when it is confirmed", () => {
    const before = parseStatus(WHOLE).names;
    const short = parseStatus(INFO + hostBlock("a"));
    expect(checkCompleteness(null, short, null)).toEqual({ kind: "complete" });
    expect(checkCompleteness(null, short, before)).toEqual({
      kind: "incomplete",
      reason: "2 of 3 objects of the reading before are missing (b, a;s)",
    });
    expect(checkCompleteness(null, short, short.names)).toEqual({ kind: "complete" });
  });

  it("is judged anew when the names change", () => {
    const whole = parseStatus(WHOLE);
    const short = parseStatus(INFO + hostBlock("a"));
    const kinds = [whole, short, whole, short].map((status) => checkCompleteness(MODEL, status, null).kind);
    expect(kinds).toEqual(["complete", "incomplete", "complete", "incomplete"]);
  });
});

it.each(RUNNING)("the snapshot %s is complete", (name) => {
  const model = parseModel(readFixture(name, "objects.cache"));
  expect(checkCompleteness(model, parseStatus(readFixture(name, "status.dat")), null)).toEqual({ kind: "complete" });
});

it("a file cut off anywhere is never taken for whole, but for white space at its end", () => {
  for (let length = 0; length < WHOLE.length; length += 1) {
    const reading = readStatus(WHOLE.slice(0, length));
    const isWhole = reading.kind === "complete" && checkCompleteness(MODEL, reading.status, null).kind === "complete";
    expect(isWhole, `cut at ${length}`).toBe(length >= WHOLE.trimEnd().length);
  }
});
