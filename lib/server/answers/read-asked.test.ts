import { describe, expect, it } from "vitest";
import { createAskedReader, readName } from "./read-asked";

describe("what an address asks for", () => {
  it("has a name for each language, which tells it again", () => {
    const read = createAskedReader();
    const names = [read("/", "de", "en"), read("/", "fr", "en"), read("/de", "fr", "en")].map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
    expect(names.map(readName)).toEqual([
      { language: "de", base: "", url: "/" },
      { language: "fr", base: "", url: "/" },
      { language: "de", base: "/de", url: "/" },
    ]);
  });

  it("has one name whatever idle query stands behind it, and keeps its own address", () => {
    const read = createAskedReader();
    const asked = read("/?utm_source=mail", undefined, "en");
    expect([asked.name, asked.place.url]).toEqual([read("/", undefined, "en").name, "/?utm_source=mail"]);
  });

  it("is remembered where it is kept, and read anew when the operator's language is another", () => {
    const read = createAskedReader();
    expect(read("/badge/mail.svg", "de", "en")).toBe(read("/badge/mail.svg", "de", "en"));
    expect(read("/badge/mail.svg", "de", "he").place.language).toBe("he");
    expect(read("/admin", "de", "en")).not.toBe(read("/admin", "de", "en"));
  });

  it("takes no memory from whoever asks for many or long addresses", () => {
    const read = createAskedReader();
    const first = read("/", undefined, "en");
    for (let number = 0; number < 5000; number += 1) read(`/?n=${number}`, undefined, "en");
    expect(read("/", undefined, "en")).not.toBe(first);
    const long = `/?q=${"x".repeat(500)}`;
    expect(read(long, undefined, "en")).not.toBe(read(long, undefined, "en"));
    expect(read("/", "x".repeat(500), "en")).not.toBe(read("/", "x".repeat(500), "en"));
  });
});
