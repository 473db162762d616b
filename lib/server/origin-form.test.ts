import { expect, it } from "vitest";
import { toOriginForm } from "./origin-form";

it.each([
  ["/history?x=http://a.example/", "/history?x=http://a.example/"],
  ["http://a.example/history?x=1", "/history?x=1"],
  ["HTTPS://u:p@a.example:8000/api/page", "/api/page"],
  ["http://a.example", "/"],
  ["http://a.example?x", "/?x"],
  ["http:///x", "/x"],
  ["*", "*"],
  ["a.example:443", "a.example:443"],
  ["", ""],
])("%j is %j", (url, path) => {
  expect(toOriginForm(url)).toBe(path);
});
