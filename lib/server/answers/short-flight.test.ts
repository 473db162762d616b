import fc from "fast-check";
import { expect, it } from "vitest";
import { shortenFlight } from "./short-flight";

/** As Next writes it: no `<` can end the script. */
const write = (text: string) =>
  `<p>Up</p><script>self.__next_f.push([1,${JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, escapeUnicode)}])</script>`;

function escapeUnicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What the scripts of a document get. */
function read(html: string): unknown[] {
  const [, code = ""] = /<script>(.*)<\/script>$/s.exec(html) ?? [];
  const got: unknown[] = [];
  new Function("self", code)({ __next_f: { push: (each: unknown) => got.push(each) } });
  return got;
}

it("needs no backslash for double quotes", () => {
  const html = shortenFlight(write('1:["$","p",null,{"children":"It\'s \\"up\\""}]\n'));
  expect(html).toBe(
    `<p>Up</p><script>self.__next_f.push([1,'1:["$","p",null,{"children":"It\\'s \\\\"up\\\\""}]\\n'])</script>`,
  );
});

it("says the same, whatever is said", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom('"', "'", "\\", "<", "/script>", "\n", "\u2028", "`", "$") }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const html = shortenFlight(write(text));
      expect(read(html)).toEqual([[1, text]]);
      expect(html.match(/<\/?script/g)).toHaveLength(2);
    }),
  );
});

it("leaves other scripts as they are", () => {
  const others = `<script>self.__next_f.push([0])</script><script>push([1,"a\\"b"])</script>`;
  expect(shortenFlight(others)).toBe(others);
});
