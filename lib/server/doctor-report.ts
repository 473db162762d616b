/** How grave a finding is. `fail` must be mended; `note` is no judgement at all. */
export type Mark = "ok" | "warn" | "fail" | "note";

/** One thing that was looked at, as one sentence, with what mends it: commands or sentences, one a line. */
export interface Finding {
  mark: Mark;
  text: string;
  mend: readonly string[];
}

export interface Section {
  title: string;
  findings: readonly Finding[];
}

export function ok(text: string): Finding {
  return { mark: "ok", text, mend: [] };
}

export function note(text: string): Finding {
  return { mark: "note", text, mend: [] };
}

export function warn(text: string, ...mend: string[]): Finding {
  return { mark: "warn", text, mend };
}

export function fail(text: string, ...mend: string[]): Finding {
  return { mark: "fail", text, mend };
}

/** Whether nothing must be mended. Warnings alone are well. */
export function isWell(sections: readonly Section[]): boolean {
  return countMarks(sections, "fail") === 0;
}

const WORDS = { ok: "ok  ", warn: "warn", fail: "FAIL", note: "    " } satisfies Record<Mark, string>;
const COLOURS = { ok: "32", warn: "33", fail: "31;1", note: null } satisfies Record<Mark, string | null>;

/** The report as lines for a person; with ANSI colours only where they are wanted. */
export function formatReport(sections: readonly Section[], options: { colours: boolean }): string[] {
  const lines: string[] = [];
  for (const { title, findings } of sections) {
    if (findings.length === 0) continue;
    lines.push(title);
    for (const { mark, text, mend } of findings) {
      lines.push(`  ${paint(WORDS[mark], COLOURS[mark], options.colours)}  ${clean(text)}`);
      for (const step of mend) lines.push(`        mend: ${clean(step)}`);
    }
    lines.push("");
  }
  return [...lines, sayResult(countMarks(sections, "fail"), countMarks(sections, "warn"))];
}

function sayResult(fails: number, warns: number): string {
  const warnings = warns === 0 ? "" : `${warns} ${warns === 1 ? "warning" : "warnings"}`;
  if (fails === 0) return warnings === "" ? "All is well." : `Nothing must be mended; ${warnings}.`;
  const must = `${fails} ${fails === 1 ? "thing" : "things"} must be mended`;
  return warnings === "" ? `${must}.` : `${must}; ${warnings}.`;
}

function countMarks(sections: readonly Section[], mark: Mark): number {
  return sections.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.mark === mark).length, 0);
}

function paint(word: string, colour: string | null, isWanted: boolean): string {
  return colour === null || !isWanted ? word : `\u001b[${colour}m${word}\u001b[0m`;
}

/** Names out of Nagios' files may hold anything: nothing in them may forge a line or steer a terminal. */
function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}
