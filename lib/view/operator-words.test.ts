import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { formatSecond, groupDigits, hideSecrets, sayAge, sayBytes, sayNumber, saySpan } from "./operator-words";

describe("the operator's words", () => {
  it.each([
    [4, "4 ms"],
    [212, "0.21 s"],
    [1000, "1 s"],
    [1412, "1.4 s"],
    [21_400, "21 s"],
    [220_000, "3 min 40 s"],
    [2 * MINUTE_MS, "2 min"],
    [HOUR_MS + 45 * MINUTE_MS, "1 h 45 min"],
    [-5, "0 ms"],
  ])("say a span of %i ms as %s", (span, words) => expect(saySpan(span)).toBe(words));

  it.each([
    [0, "0 B"],
    [812, "812 B"],
    [1_400_000, "1.4 MB"],
    [184_000_000, "184 MB"],
    [38_000_000_000, "38 GB"],
  ])("say %i bytes as %s", (bytes, words) => expect(sayBytes(bytes)).toBe(words));

  it("count ages in whole seconds", () => {
    expect(sayAge(4900)).toBe("4 s");
    expect(sayAge(-1)).toBe("0 s");
    expect(sayAge(220_000)).toBe("3 min 40 s");
  });

  it("set thousands apart and write small numbers out", () => {
    expect(groupDigits(1_744_000)).toBe("1\u202f744\u202f000");
    expect(sayNumber(3)).toBe("three");
    expect(sayNumber(13)).toBe("13");
  });

  it("write the day only where it is not today's", () => {
    const at = Date.UTC(2026, 10, 23, 13, 32, 30);
    expect(formatSecond(at - MINUTE_MS, at, "Europe/Berlin")).toBe("14:31:30");
    expect(formatSecond(at - 20 * HOUR_MS, at, "Europe/Berlin")).toBe("22 Nov, 18:32:30");
    expect(formatSecond(Date.UTC(2025, 0, 2), at, "UTC")).toBe("2 Jan 2025, 00:00:00");
    expect(formatSecond(at, at, "No/Such_Zone")).toBe("13:32:30");
  });

  it("take secrets out of texts and leave the rest", () => {
    expect(hideSecrets("https://u:p4ss@h.example/x?token=abc123&a=1")).toBe("https://…@h.example/x?token=…&a=1");
    expect(hideSecrets("status.dat is not there")).toBe("status.dat is not there");
  });
});
