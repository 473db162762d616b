import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerConditionally, compareWeakly, isUnchanged } from "./conditional";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0, 500);

function ask(headers: Record<string, string>, method = "GET"): Request {
  return new Request("http://localhost/api/status", { method, headers });
}

describe("entity tags", () => {
  // The table of RFC 9110, 8.8.3.2.
  it.each([
    ['W/"1"', 'W/"1"', true],
    ['W/"1"', 'W/"2"', false],
    ['W/"1"', '"1"', true],
    ['"1"', '"1"', true],
  ])("%s and %s compare as the RFC says", (a, b, weak) => {
    expect(compareWeakly(a, b)).toBe(weak);
  });

  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"x", "a"', true],
    ['"x,y" ,, "a"', true],
    ["*", true],
    ['"b"', false],
    ["a", false],
    ['"a', false],
    ['"x" "a"', false],
    ["", false],
  ])('If-None-Match: %s against "a" is %s', (header, unchanged) => {
    expect(isUnchanged(ask({ "If-None-Match": header }), { etag: '"a"' })).toBe(unchanged);
  });

  it("are found wherever they stand in a list", () => {
    const tag = fc.string({ unit: fc.constantFrom(..."abc,;/!"), maxLength: 5 }).map((text) => `"${text}"`);
    fc.assert(
      fc.property(fc.array(tag), tag, fc.array(tag), (before, etag, after) => {
        const header = [...before, etag, ...after].join(", ");
        expect(isUnchanged(ask({ "If-None-Match": header }), { etag })).toBe(true);
      }),
    );
  });
});

describe("instants", () => {
  it("count only where no entity tag was sent, to the second", () => {
    const since = { "If-Modified-Since": "Mon, 23 Nov 2026 14:00:00 GMT" };
    expect(isUnchanged(ask(since), { etag: '"a"', modifiedAt: AT })).toBe(true);
    expect(isUnchanged(ask(since), { etag: '"a"', modifiedAt: AT + 1000 })).toBe(false);
    expect(isUnchanged(ask(since), { etag: '"a"' })).toBe(false);
    expect(isUnchanged(ask({ ...since, "If-None-Match": '"b"' }), { etag: '"a"', modifiedAt: AT })).toBe(false);
    expect(isUnchanged(ask({ "If-Modified-Since": "yesterday" }), { etag: '"a"', modifiedAt: AT })).toBe(false);
  });
});

describe("the answer", () => {
  const representation = {
    body: "{}",
    etag: '"a"',
    contentType: "application/json",
    modifiedAt: AT,
    headers: { "Cache-Control": "public, max-age=5", Vary: "Accept" },
  };

  it("is the body with its validators", async () => {
    const response = answerConditionally(ask({}), representation);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("{}");
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "public, max-age=5",
      "content-type": "application/json",
      etag: '"a"',
      "last-modified": "Mon, 23 Nov 2026 14:00:00 GMT",
      vary: "Accept",
    });
  });

  it("is 304 without a body, with the same caching headers", async () => {
    const response = answerConditionally(ask({ "If-None-Match": '"a"' }), representation);
    expect(response.status).toBe(304);
    expect(await response.text()).toBe("");
    expect(response.headers.get("cache-control")).toBe("public, max-age=5");
    expect(response.headers.get("etag")).toBe('"a"');
  });

  it("to a POST is never 304", () => {
    expect(isUnchanged(ask({ "If-None-Match": "*" }, "POST"), representation)).toBe(false);
  });
});
