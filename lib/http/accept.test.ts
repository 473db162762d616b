import { expect, it } from "vitest";
import { asksFor } from "./accept";

it("asks for a type by its name, not by a wildcard", () => {
  expect(asksFor("application/health+json", "application/health+json")).toBe(true);
  expect(asksFor("text/html, Text/CSV;q=0.9", "text/csv")).toBe(true);
  for (const accept of [null, "", "*/*", "text/*", "application/json", "text/csv;q=0", "text/csv; q=0.00"]) {
    expect(asksFor(accept, "text/csv")).toBe(false);
  }
});
