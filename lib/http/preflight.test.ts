import { expect, it } from "vitest";
import { answerPreflight } from "./preflight";

it("scripts of every site may ask with a validator, and never with credentials", () => {
  const { status, headers } = answerPreflight();
  expect(status).toBe(204);
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(headers.get("Access-Control-Allow-Headers")).toBe("If-None-Match");
  expect(headers.has("Access-Control-Allow-Credentials")).toBe(false);
});
