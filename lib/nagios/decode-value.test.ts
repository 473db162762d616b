import fc from "fast-check";
import { expect, it } from "vitest";
import { copyText, decodeValue } from "./decode-value";

const asLatin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

it("decodes every text that was written as UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const wellFormed = text.replaceAll(/\p{Cs}/gu, "").replaceAll("\0", "");
      expect(decodeValue(asLatin1(wellFormed))).toBe(wellFormed);
    }),
  );
});

it("never fails and never loses a byte of what is not UTF-8", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const raw = Buffer.from(bytes).toString("latin1");
      const text = decodeValue(raw);
      const isKept = text === raw.replaceAll("\0", "") || asLatin1(text) === raw.replaceAll("\0", "");
      expect(isKept).toBe(true);
    }),
  );
});

it("takes overlong forms, lone surrogates and cut sequences for latin-1", () => {
  for (const raw of ["\u00c0\u00af", "\u00ed\u00a0\u0080", "caf\u00c3", "\u00f5\u0080\u0080\u0080"]) {
    expect(decodeValue(raw)).toBe(raw);
  }
});

it("copies texts of any length", () => {
  for (const length of [0, 1, 12, 13, 100, 4096, 4097, 100_000]) {
    const text = "x".repeat(length);
    expect(copyText(`${text}rest`.slice(0, length))).toBe(text);
  }
});
