import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanTexts } from "./clean-texts";

test("every text survives UTF-8 and holds no NUL, wherever it stands", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const cleaned = cleanTexts({ list: [text], deep: { text } });
      expect(cleaned.list[0]).toBe(cleaned.deep.text);
      expect(cleaned.deep.text).not.toContain("\0");
      expect(Buffer.from(cleaned.deep.text, "utf8").toString("utf8")).toBe(cleaned.deep.text);
    }),
  );
});

test("plain data without bad characters comes back equal and as a copy", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value).replaceAll("\\u0000", "");
      const given: unknown = JSON.parse(text);
      expect(JSON.stringify(cleanTexts(given))).toBe(JSON.stringify(given));
    }),
  );
  const given = { list: [1, null, true] };
  expect(cleanTexts(given).list).not.toBe(given.list);
});

test("lone surrogates become U+FFFD and pairs stay", () => {
  expect(cleanTexts("a\ud83d\ude42b\ud83dc\ude42")).toBe("a🙂b\ufffdc\ufffd");
});
