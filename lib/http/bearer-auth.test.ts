import { expect, it } from "vitest";
import { carriesToken } from "./bearer-auth";

const TOKEN = "abcdefghijklmnop";
const ask = (authorization?: string) =>
  carriesToken(
    new Request("http://localhost/", authorization === undefined ? {} : { headers: { authorization } }),
    TOKEN,
  );

it("knows the token, however the scheme is spelt", () => {
  expect(ask(`Bearer ${TOKEN}`)).toBe(true);
  expect(ask(`bearer  ${TOKEN}`)).toBe(true);
});

it("refuses everything else", () => {
  for (const header of [
    undefined,
    "",
    "Bearer",
    "Bearer ",
    TOKEN,
    `Basic ${TOKEN}`,
    `Bearer ${TOKEN}x`,
    "Bearer abc",
  ]) {
    expect(ask(header)).toBe(false);
  }
});
