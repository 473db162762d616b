/** A stretch of a text of the runbook; `at` is where it begins. */
export interface TextPart {
  at: number;
  text: string;
  isCode: boolean;
}

/** Parts a text at its backticks: what stands between two is code. Empty stretches are left out. */
export function splitCode(text: string): TextPart[] {
  let at = 0;
  const parts = text.split("`").map((part, index): TextPart => {
    const begin = at;
    at += part.length + 1;
    return { at: begin, text: part, isCode: index % 2 === 1 };
  });
  return parts.filter((part) => part.text !== "");
}
