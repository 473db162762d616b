import fc from "fast-check";
import { expect, it } from "vitest";
import { noSeconds } from "@/lib/domain/availability";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { drain } from "@/lib/domain/slices";
import { writeAvailabilityCsv } from "./availability-answer";
import { renderCsv } from "./csv";
import { renderReportCsv } from "./sla-report";

const SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"];
const FORMULAS = SIGNS.map((sign) => `${sign}cmd|'/c calc'!A1`);
const BEGINS_FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The cells of a table as RFC 4180 has them. */
function readCells(table: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  for (let found = cell.exec(table); found !== null; found = cell.exec(table)) {
    const [, text = "", end] = found;
    rows.at(-1)?.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

it.each(FORMULAS)("%j as a name is a text in every table that is made", (name) => {
  const figures = { seconds: noSeconds(), uptime_percent: null, uptime_percent_without_maintenance: null };
  const promise = { target_percent: null, met: null, error_budget_seconds: null };
  const facts = { window: { from: 0, to: 1000 }, timeZone: "UTC", weights: DEFAULT_WEIGHTS };
  const component = { slug: "mail", name, seconds: noSeconds() };
  const days = [{ date: "2026-11-01", seconds: noSeconds() }];
  const tables = [
    drain(writeAvailabilityCsv({ ...facts, components: [{ ...component, days: null }] })),
    drain(writeAvailabilityCsv({ ...facts, components: [{ ...component, days }] })),
    renderReportCsv({
      month: "2026-11",
      from: "",
      to: "",
      counted_until: "",
      time_zone: "UTC",
      components: [{ slug: "mail", name, ...promise, ...figures, known_percent: 0 }],
    }),
  ];
  for (const table of tables) expect(readCells(table)[1]?.slice(0, 2)).toEqual(["mail", `'${name}`]);
});

it("no cell begins a formula, and nothing else of it is changed", () => {
  const pieces = fc.constantFrom(...SIGNS, '"', ",", "'", " ", "a", "1");
  const names = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 4 }), (row) => {
      const [cells = []] = readCells(renderCsv([row]));
      expect(cells).toHaveLength(row.length);
      for (const [index, cell] of cells.entries()) {
        expect(cell).not.toMatch(BEGINS_FORMULA);
        expect(cell.replaceAll("'", "")).toBe(row[index]?.replaceAll("'", ""));
      }
    }),
  );
});

it.each([";", "|", "\t"])("nor where a program divides at %j, as those of some countries do", (divider) => {
  for (const sign of SIGNS.filter((each) => each !== divider && !/\s/.test(each))) {
    const table = renderCsv([[`Mail${divider}${sign}1+1`, `"${divider}${sign}1`, "end"]]);
    for (const piece of table.split(divider)) expect(piece.replace(/^"+/, "")).not.toMatch(BEGINS_FORMULA);
  }
});
