import { describe, expect, it } from "vitest";
import { askPlace } from "./ask-place";
import { readPlace } from "./place";

describe("where somebody reads", () => {
  it.each([
    ["/de", { language: "de", base: "/de", url: "/" }],
    ["/ar/incidents/7", { language: "ar", base: "/ar", url: "/incidents/7" }],
    ["/uk/history?month=2026-10", { language: "uk", base: "/uk", url: "/history?month=2026-10" }],
    ["/ja/api/page", { language: "ja", base: "/ja", url: "/api/page" }],
    ["/nl/nothing-here", { language: "nl", base: "/nl", url: "/nothing-here" }],
    ["/zh/report/2026-10", { language: "zh", base: "/zh", url: "/report/2026-10" }],
  ])("is said by the address %s, whatever the browser likes", (url, place) => {
    expect(askPlace(url, "fr", "en")).toEqual(place);
  });

  it("is what the browser likes where the address says nothing", () => {
    expect(askPlace("/components/mail", "it-CH, en;q=0.5", "en")).toEqual({
      language: "it",
      base: "",
      url: "/components/mail",
    });
  });

  it.each(["/api/page", "/api/v2/summary.json", "/feed/rss.xml", "/status.txt", "/metrics", "/admin", "/_next/x.js"])(
    "is the operator's language for %s, which programs read",
    (url) => {
      expect(askPlace(url, "it", "en")).toEqual({ language: "en", base: "", url });
    },
  );

  it.each(["/de/admin", "/de/feed/rss.xml", "/de/api/health", "/de/_next/x.js", "/de/status.txt", "/de//evil"])(
    "is not in %s",
    (url) => {
      expect(askPlace(url, undefined, "en")).toEqual({ language: "en", base: "", url });
    },
  );

  it("is told to Next by headers of our own", () => {
    expect(readPlace(new Headers({ "x-vitrine-language": "he", "x-vitrine-base": "/he" }))).toEqual({
      language: "he",
      base: "/he",
    });
    expect(readPlace(new Headers({ "x-vitrine-language": "tlh" }))).toEqual({ language: "en", base: "" });
  });
});
