import { describe, expect, it } from "vitest";
import { UNKNOWN_PAGE } from "@/lib/view/unknown-page";
import type { Ready } from "./incidents";
import { findAddress, findPageAddress } from "./public-address";
import { CACHED_BRIEFLY, cacheWhileFresh } from "./public-caching";

function ask(link: string | null, host: string): string {
  const ready = { service: { config: { rss: { link } } } } as unknown as Ready;
  return findAddress(ready, new Request("http://localhost:8000/feed/rss.xml", { headers: { host } }));
}

describe("the address in feeds and calendars", () => {
  it("is the configured one, whatever host was asked for", () => {
    expect(ask("https://status.example.org", "evil.example")).toBe("https://status.example.org");
  });

  it("is the one that was asked for where none is configured", () => {
    expect(ask(null, "status.lan:8000")).toBe("http://status.lan:8000");
    expect(ask(null, "[::1]:8000")).toBe("http://[::1]:8000");
  });

  it("is never what is no host", () => {
    for (const host of ["a b", "x/y", 'x"><script>', "user@evil.example", "a:99999"]) {
      expect(ask(null, host)).toBe("http://localhost:8000");
    }
  });
});

describe("the address on a page", () => {
  const find = (link: string | null, headers: Record<string, string>) => findPageAddress(link, new Headers(headers));

  it("is the configured one, else the one that was asked for", () => {
    expect(find("https://status.example.org", { host: "evil.example" })).toBe("https://status.example.org");
    expect(find(null, { host: "status.lan:8000" })).toBe("http://status.lan:8000");
    expect(find(null, { host: "status.lan", "x-forwarded-proto": "https, http" })).toBe("https://status.lan");
  });

  it("is none where what was asked for is no host", () => {
    for (const host of ["a b", 'x"><script>', ""]) expect(find(null, { host })).toBeNull();
  });
});

describe("what calls a state current", () => {
  const at = Date.UTC(2026, 10, 23, 14);
  const cache = (freshUntil: number | null) => cacheWhileFresh({ view: { ...UNKNOWN_PAGE, freshUntil }, at });

  it("is held by no cache for longer than its data is young enough", () => {
    expect(cache(at + 600_000)).toBe("public, max-age=60, s-maxage=10");
    expect(cache(at + 25_900)).toBe("public, max-age=25, s-maxage=10");
    expect(cache(at + 400)).toBe("public, max-age=0, s-maxage=0");
  });

  it("is held briefly where it calls nothing current", () => {
    expect([cache(at - 1), cache(null)]).toEqual([CACHED_BRIEFLY, CACHED_BRIEFLY]);
  });
});
