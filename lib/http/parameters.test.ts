import { describe, expect, it } from "vitest";
import { readInstant } from "./parameters";

function read(text: string | null) {
  const url = new URL("http://localhost/api/x");
  if (text !== null) url.searchParams.set("from", text);
  const instant = readInstant(url, "from");
  return instant.kind === "ok" ? instant.value : instant.detail;
}

describe("an instant in an address", () => {
  const at = Date.UTC(2026, 10, 23, 14, 5);

  it.each([
    ["2026-11-23T14:05:00Z", at],
    ["2026-11-23t14:05:00.987z", at],
    ["2026-11-23 14:05:00Z", at],
    ["2026-11-23T15:05:00+01:00", at],
    ["2026-11-23T15:05:00 01:00", at],
    ["2026-11-23T09:05:00-05:00", at],
    [String(at / 1000), at],
    ["0", 0],
  ])("may be written %s", (text, value) => {
    expect(read(text)).toBe(value);
  });

  it("may be absent", () => {
    expect(read(null)).toBeNull();
  });

  it.each([
    "",
    "now",
    "2026-11-23",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-23T25:00:00Z",
    "-1",
    "1.5",
    "1e9",
    "999999999999",
    "2026-11-23T14:05:00",
    "1969-12-31T23:59:59Z",
  ])("is refused when it is %j", (text) => {
    expect(read(text)).toBe("from must be a time as 2026-11-23T14:05:00Z, or as whole seconds since 1970.");
  });
});
