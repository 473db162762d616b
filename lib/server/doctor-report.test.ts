import { describe, expect, it } from "vitest";
import { fail, formatReport, isWell, note, ok, warn } from "./doctor-report";

const WELL = [{ title: "Nagios", findings: [ok("found"), warn("old", "look"), note("by the way")] }];

describe("the report", () => {
  it("marks each finding and says what mends it", () => {
    expect(formatReport(WELL, { colours: false })).toEqual([
      "Nagios",
      "  ok    found",
      "  warn  old",
      "        mend: look",
      "        by the way",
      "",
      "Nothing must be mended; 1 warning.",
    ]);
  });

  it("is well with warnings, and not with a failure", () => {
    expect(isWell(WELL)).toBe(true);
    const broken = [...WELL, { title: "Files", findings: [fail("gone", "bring it back"), fail("shut")] }];
    expect(isWell(broken)).toBe(false);
    expect(formatReport(broken, { colours: false }).at(-1)).toBe("2 things must be mended; 1 warning.");
  });

  it("leaves out a section without findings", () => {
    expect(formatReport([{ title: "Empty", findings: [] }], { colours: false })).toEqual(["All is well."]);
  });

  it("lets no name out of Nagios' files forge a line or steer a terminal", () => {
    const lines = formatReport([{ title: "T", findings: [ok("a\nFAIL b\u001b[2J\u202e")] }], { colours: false });
    expect(lines[1]).toBe("  ok    a\uFFFDFAIL b\uFFFD[2J\uFFFD");
  });

  it("is coloured only on demand", () => {
    expect(formatReport(WELL, { colours: true })[1]).toBe("  \u001b[32mok  \u001b[0m  found");
  });
});
