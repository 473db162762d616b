import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlob, matchNames } from "./match-name";

function find(pattern: string, names: readonly string[]): string[] {
  return [...matchNames(pattern, new Map(names.map((name) => [name, name])))].map(([name]) => name);
}

describe("a glob", () => {
  it.each([
    ["*", ["", "a", "web1"], []],
    ["web*", ["web", "web1", "web.example.com"], ["aweb", "WEB"]],
    ["*.example.com", ["www.example.com"], ["www.example.org", "wwwXexample.com.de"]],
    ["web?", ["web1", "webä", "web🌡"], ["web", "web12"]],
    ["web[12]", ["web1", "web2"], ["web3", "web"]],
    ["web[0-9]x", ["web0x", "web9x"], ["webax"]],
    ["web[!0-9]", ["weba"], ["web1"]],
    ["web[^a]", ["webb"], ["weba"]],
    ["[]]", ["]"], ["[]]"]],
    ["a[", ["a["], ["a"]],
    ["*a*b*", ["ab", "xaxbx"], ["ba"]],
    ["a.c", ["a.c"], ["abc"]],
  ])("%s matches %j, not %j", (pattern, yes, no) => {
    const matches = compileGlob(pattern);
    expect(yes.filter((name) => !matches(name))).toEqual([]);
    expect(no.filter(matches)).toEqual([]);
  });

  it("takes no exponential time", () => {
    const startedAt = performance.now();
    expect(compileGlob(`${"*a".repeat(30)}*b`)("a".repeat(2000))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it("that begins and ends with a star finds every text with its middle", () => {
    const text = fc.string().filter((value) => !/[*?[]/.test(value));
    fc.assert(
      fc.property(text, text, text, (before, middle, after) => {
        expect(compileGlob(`*${middle}*`)(`${before}${middle}${after}`)).toBe(true);
      }),
    );
  });
});

describe("names", () => {
  it("that are spelled exactly like the pattern come first, whatever signs they hold", () => {
    expect(find("web[1]", ["web1", "web[1]"])).toEqual(["web[1]"]);
    expect(find("*", ["a", "*"])).toEqual(["*"]);
    expect(find("web[1]", ["web1"])).toEqual(["web1"]);
  });

  it("are found in their order, letter by letter", () => {
    expect(find("w*", ["w2", "W1", "w1"])).toEqual(["w2", "w1"]);
    expect(find("w1", ["W1"])).toEqual([]);
  });
});
