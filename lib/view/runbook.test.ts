import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { groupRunbook, RUNBOOK, RUNBOOK_QUESTIONS } from "./runbook";
import { describeRunbook } from "./runbook-markdown";
import { splitCode } from "./runbook-text";

const FILE = fileURLToPath(new URL("../../docs/runbook.md", import.meta.url));
const CODES = Object.keys(REASON_PARTS) as ReasonCode[];

describe("the runbook", () => {
  it("has an entry for every code, and none for what is no code", () => {
    expect(Object.keys(RUNBOOK).sort()).toEqual([...CODES].sort());
    expect(groupRunbook().flatMap(({ codes }) => codes)).toHaveLength(CODES.length);
  });

  it.each(CODES)("answers every question about %s in whole sentences, with a title of its own", (code) => {
    const entry = RUNBOOK[code];
    for (const [key] of RUNBOOK_QUESTIONS) expect(entry[key]).toMatch(/^\S[\s\S]+[.]$/);
    expect(entry.title).toMatch(/[^.]$/);
    expect(CODES.filter((other) => RUNBOOK[other].title === entry.title)).toEqual([code]);
    expect(entry.visitorSees.split("`").length % 2).toBe(1);
  });

  it("calls a person for every critical loss, sooner or later", () => {
    for (const code of CODES.filter((name) => name.startsWith("db_") && name !== "db_restored")) {
      expect(RUNBOOK[code].personAfterMs, code).not.toBeNull();
    }
  });
});

describe("a text of the runbook", () => {
  it("is parted at its backticks, and whole when put together", () => {
    expect(splitCode("Set `a.b`, then `c`.")).toEqual([
      { at: 0, text: "Set ", isCode: false },
      { at: 5, text: "a.b", isCode: true },
      { at: 9, text: ", then ", isCode: false },
      { at: 17, text: "c", isCode: true },
      { at: 19, text: ".", isCode: false },
    ]);
    expect(splitCode("")).toEqual([]);
  });
});

describe("docs/runbook.md", () => {
  it("says what the runbook says (UPDATE_DOCS=1 writes it)", async () => {
    if (process.env.UPDATE_DOCS === "1") await writeFile(FILE, describeRunbook());
    expect(await readFile(FILE, "utf8")).toBe(describeRunbook());
  });
});
