import { describe, expect, it } from "vitest";
import { putScriptsToSleep } from "./sleeping-scripts";

const chunk = (name: string) => `<script src="/_next/static/chunks/${name}.js" async=""></script>`;
const DOCUMENT = `<html><head><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/main.js"/><link rel="preload" href="/fonts/a.woff2" as="font"/>${chunk("one")}${chunk("2~b-c.d")}</head><body><p>Up</p><script>flight()</script>${chunk("main")}</body></html>`;

describe("a document of Next", () => {
  const asleep = putScriptsToSleep(DOCUMENT);

  it("names its scripts to what wakes it, and brings none of them itself", () => {
    expect(asleep).not.toContain("<script src=");
    expect(asleep).toMatch(/\(\["one","2~b-c\.d","main"\],\d+\)<\/script><\/body><\/html>$/);
  });

  it("keeps what it says, its own inline scripts and its fonts", () => {
    expect(asleep).toContain("<p>Up</p><script>flight()</script>");
    expect(asleep).toContain('<link rel="preload" href="/fonts/a.woff2" as="font"/>');
    expect(asleep).not.toContain('as="script"');
  });
});

describe("what has no scripts of Next", () => {
  it.each([
    ["<p>Up</p>"],
    ['<html><body><script src=\'/embed.js\'></script><script src="/other.js" async=""></script></body></html>'],
    [chunk("no-body")],
  ])("stays as it is: %s", (html) => {
    expect(putScriptsToSleep(html)).toBe(html);
  });
});
