import { expect, it } from "vitest";
import { createLeakSearch } from "./public-leaks";

const WORDS = ["db-secret", 'Disk <Space>, "/var"', "büro-drucker", "status", "abc-7"];

function search(...answers: [path: string, body: string, headers?: [string, string][]][]) {
  const { take, report } = createLeakSearch(WORDS, ["Website"]);
  for (const [path, body, headers = []] of answers) take({ path, asked: null, status: 200, headers, body });
  return report();
}

it.each([
  ["as it is", "moving db-secret now", "db-secret"],
  ["in HTML", "<p>Disk &lt;Space&gt;, &quot;&#x2F;var&quot;</p>", WORDS[1]],
  ["in JSON", '{"a":"Disk \\u003cSpace\\u003e, \\"/var\\""}', WORDS[1]],
  ["in an address", "/feed/host/B%C3%BCro-Drucker/rss.xml", "büro-drucker"],
  ["in a folded line of a calendar", "DESCRIPTION:moving db-sec\r\n ret now", "db-secret"],
])("a private word is found %s", (_, body, word) => {
  expect(search(["/x", body]).leaks).toMatchObject([{ word, places: ["/x"] }]);
});

it("a private word is found in a header, and told once with all its places", () => {
  const report = search(["/x", "", [["link", "</db-secret>"]]], ["/y", "db-secret and DB-SECRET"]);
  expect(report.leaks).toMatchObject([{ word: "db-secret", places: ["/x", "/y"] }]);
  expect(report.answers).toBe(2);
});

it("validators, hashes and names of the build's files say nothing", () => {
  const page = `<script src="/_next/static/chunks/abc-7.js"></script>`;
  expect(
    search([
      "/x",
      page,
      [
        ["etag", '"abc-7"'],
        ["content-security-policy", "'sha256-abc-7'"],
      ],
    ]).leaks,
  ).toEqual([]);
});

it("a word that the program uses itself is said to be ordinary instead", () => {
  const report = search(["/_next/static/chunks/a.js", "var status=1"], ["/x", "status of db-secret"]);
  expect(report.ordinary).toEqual(["status"]);
  expect(report.leaks.map(({ word }) => word)).toEqual(["db-secret"]);
});
