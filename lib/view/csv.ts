export type Cell = string | number | null;

/**
 * A table as CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front, also behind what
 * divides cells in other countries and programs; null is an empty cell.
 */
export function renderCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

/** Programs of East Asia take wide signs for the narrow ones. */
const FORMULA = /^\n|(?<=^|[;|\t\r\n])[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/g;

function writeCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = cell.replace(FORMULA, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
