import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Entry } from "./tell-snapshots";

/** Entries under a title of their own. */
export interface Section {
  title: string;
  intro: string;
  entries: readonly Entry[];
}

const ARGUMENT = "Why: ";
const OPEN_ARGUMENT = "(to be written)";

/**
 * A file of what was told, with an argument for each entry that people write into it by hand. Answers what stands there
 * and what should. With `UPDATE_EXPECTED=1` the told part is written anew, and arguments are kept.
 */
export function compareWithFile(path: string, preface: string, sections: readonly Section[]) {
  const found = existsSync(path) ? readFileSync(path, "utf8") : "";
  const reasons = readArguments(found);
  const expected = [preface, ...sections.map((section) => writeSection(section, reasons))].join("\n\n");
  if (process.env.UPDATE_EXPECTED === "1") writeFileSync(path, `${expected}\n`);
  const present = process.env.UPDATE_EXPECTED === "1" ? `${expected}\n` : found;
  const missing = sections.flatMap(({ title, entries }) =>
    entries.map(({ heading }) => nameOf(title, heading)).filter((name) => !reasons.has(name)),
  );
  return { found: present, expected: `${expected}\n`, missing };
}

function nameOf(title: string, heading: string): string {
  return `${title} / ${heading}`;
}

function writeSection({ title, intro, entries }: Section, reasons: ReadonlyMap<string, string>): string {
  const parts = entries.map(({ heading, body }) => {
    const why = reasons.get(nameOf(title, heading)) ?? OPEN_ARGUMENT;
    return `### ${heading}\n\n${body}\n\n${ARGUMENT}${why}`;
  });
  return [`## ${title}`, intro, ...parts].join("\n\n");
}

/** The arguments by section and entry. One that is still to be written counts as none. */
function readArguments(text: string): Map<string, string> {
  const reasons = new Map<string, string>();
  let [title, heading] = ["", ""];
  for (const line of text.split("\n")) {
    if (line.startsWith("## ")) title = line.slice(3);
    if (line.startsWith("### ")) heading = line.slice(4);
    const why = line.startsWith(ARGUMENT) ? line.slice(ARGUMENT.length) : OPEN_ARGUMENT;
    if (why !== OPEN_ARGUMENT) reasons.set(nameOf(title, heading), why);
  }
  return reasons;
}
