import { describe, expect, it } from "vitest";
import { putScriptsToSleep } from "./sleeping-scripts";

const chunk = (name: string) => `<script src="/_next/static/chunks/${name}.js" async=""></script>`;
const DOCUMENT = `<html><head><script src="/watch.js" defer=""></script><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/main.js"/><link rel="preload" href="/fonts/a.woff2" as="font"/>${chunk("one")}${chunk("2~b-c.d")}</head><body><p>Up</p><script>flight()</script>${chunk("main")}</body></html>`;

describe("a document of Next", () => {
  const asleep = putScriptsToSleep(DOCUMENT);

  it("names its scripts to what wakes them, and brings none of them itself", () => {
    expect(asleep.match(/<script src="[^"]*"/g)).toEqual(['<script src="/watch.js"']);
    expect(asleep).toMatch(/id="asleep">\["one","2~b-c\.d","main"\]<\/script><\/body><\/html>$/);
  });

  it("keeps what it says, its own inline scripts and its fonts", () => {
    expect(asleep).toContain("<p>Up</p><script>flight()</script>");
    expect(asleep).toContain('<link rel="preload" href="/fonts/a.woff2" as="font"/>');
    expect(asleep).not.toContain('as="script"');
  });
});

describe("what has no scripts of Next, or nothing that would wake them,", () => {
  it.each([
    ["<p>Up</p>"],
    ['<html><body><script src=\'/embed.js\'></script><script src="/other.js" async=""></script></body></html>'],
    [`<script src="/watch.js" defer=""></script>${chunk("no-end")}`],
    [DOCUMENT.replace("/watch.js", "/other.js")],
  ])("stays as it is: %s", (html) => {
    expect(putScriptsToSleep(html)).toBe(html);
  });
});
