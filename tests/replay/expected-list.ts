import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PATH = fileURLToPath(new URL("./expected-ninety-days.md", import.meta.url));

/** The list of the ninety days as it is kept in the project: the lines of its table that were over by an instant (seconds). */
export function readExpected(until: number): string[] {
  const latest = new Date(until * 1000).toISOString();
  return readRows().filter((line) => (line.split(" | ")[1] ?? "") < latest);
}

function readRows(): string[] {
  return readFileSync(PATH, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| 2"));
}

/** Keeps the list anew. */
export function writeExpected(rows: readonly string[], problems: number): void {
  const text = `# What is told of ninety days

The logs of a site over ninety days (tests/fixtures/nagios/history-90d), lived through as if they were now, one poll every five
minutes: ${problems} confirmed problems make ${rows.length} incidents. The same list comes out at one poll a minute, and when the
process is killed again and again. Written by \`UPDATE_EXPECTED=1 npx vitest run --project simulation tests/replay/five-minutes\`.

| begin (UTC) | end (UTC) | root | components | worst | public | problems |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
  writeFileSync(PATH, text);
}
