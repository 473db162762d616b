import { describe, expect, it } from "vitest";
import { createWordFinder } from "./find-words";

function find(text: string, words: string[], spared: string[] = []): string[] {
  return createWordFinder(words, spared)
    .find(text)
    .map(({ at, end }) => text.slice(at, end));
}

describe("words in a text", () => {
  it("are found whole, in any case, and the longest first", () => {
    expect(find("DB-Secret and db-secret-2 are down", ["db-secret", "db-secret-2"])).toEqual([
      "DB-Secret",
      "db-secret-2",
    ]);
    expect(find("dbsecret, xdb-secret, db-secrets", ["db-secret"])).toEqual([]);
    expect(find("Überwachung büro-drucker", ["Büro-Drucker"])).toEqual(["büro-drucker"]);
  });

  it("are found up to their last letter, whatever stands around it there and here", () => {
    expect(find("login with pass#word!", ["!pass#word"])).toEqual(["pass#word"]);
    expect(find("(Disk Space, /var)", ["Disk Space, /var/"])).toEqual(["Disk Space, /var"]);
    expect(find("İzmir-1 and izmir-1", ["izmir-1"])).toEqual(["İzmir-1", "izmir-1"]);
  });

  it("of fewer than three signs are no names", () => {
    expect(find("jo is at db, ann at ns1", ["jo", "db", "--", "ann", "ns1"])).toEqual(["ann", "ns1"]);
  });

  it("are let alone where they are on show, alone or within something longer", () => {
    const words = ["mail", "mail-core-1", "web1"];
    expect(find("Mail for all: web1, mail, mail-core-1", words, ["Mail for all", "web1"])).toEqual(["mail-core-1"]);
    expect(find("the mail and web1", words)).toEqual(["mail", "web1"]);
  });

  it("are found in a time that grows with the text alone", () => {
    const words = Array.from({ length: 50_000 }, (_, index) => `srv-${index}-rack`);
    const { find: findAmongMany } = createWordFinder(words, []);
    const text = "srv-4711-rack and srv-x ".repeat(20_000);
    const begin = performance.now();
    expect(findAmongMany(text)).toHaveLength(20_000);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
