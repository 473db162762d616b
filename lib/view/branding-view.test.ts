import { describe, expect, it } from "vitest";
import { writePageStyle } from "./branding-view";

describe("the operator's style", () => {
  it("is nothing where nothing was decided", () => expect(writePageStyle(null, null, null)).toBe(""));

  it("puts a colour in the place of the design's, and leaves the other theme as it was", () => {
    const css = writePageStyle("#0a5c36", null, null);
    expect(css).toContain("--color-accent: light-dark(#0a5c36, #bfa9f5);");
  });

  it("has the operator's own rules last", () => {
    expect(writePageStyle("#0a5c36", null, "h1 { color: red }")).toMatch(/\}\n+h1 \{ color: red \}$/);
  });
});
