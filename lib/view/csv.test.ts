import { expect, it } from "vitest";
import { renderCsv } from "./csv";

it("quotes what a separator, a quote or a line end would break", () => {
  const rows = [
    ["name", "seconds"],
    ['A, "B"\nC', 7],
    ["plain", null],
  ];
  expect(renderCsv(rows)).toBe('name,seconds\r\n"A, ""B""\nC",7\r\nplain,\r\n');
});

it("makes no formula of a name, and leaves numbers alone", () => {
  expect(renderCsv([["=1+1", "+a", "-b", "@c", "\td", -5]])).toBe("'=1+1,'+a,'-b,'@c,'\td,-5\r\n");
  expect(renderCsv([['=HYPERLINK("x")']])).toBe('"\'=HYPERLINK(""x"")"\r\n');
});
