/** Widths of a terminal and of mails: longer lines are broken. */
const WIDTH = 78;

/**
 * A text from outside as one harmless line: a terminal obeys control characters, and those that turn the direction of
 * writing make a line say something else than it holds.
 */
export function toLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The same for a text of several paragraphs: its line breaks stay. */
export function toLines(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(toLine)
    .filter((line) => line !== "");
}

/** Breaks a line between words, each piece behind the same indent. Long words stay whole. */
export function wrapLine(line: string, indent = ""): string {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && indent.length + countSigns(longer) > WIDTH) {
      lines.push(indent + current);
      current = word;
    } else current = longer;
  }
  return [...lines, indent + current].join("\n");
}

/** Fills a text up with blanks to a number of characters. */
export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - countSigns(text)));
}

export function countSigns(text: string): number {
  return [...text].length;
}

/** Text that Markdown reads as nothing but text. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~!&]/g, "\\$&").replace(/^(\d+)([.)])|^([-+=])/, "$1\\$2$3");
}
