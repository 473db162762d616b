import { createWordFinder, type WordFinder } from "./find-words";

/** Takes what is private out of a text. */
export type Redact = (text: string) => string;

/** What stands for something that was taken out. */
export const MARK = "[…]";

/** While nobody knows what is private, everything is. */
export const hideAll: Redact = (text) => (text === "" ? "" : MARK);

/**
 * The last wall behind the choice of what is shown: takes private words, addresses, paths, macros and credentials out of
 * a text that came from Nagios. What is on show (`spared`) is never touched. Linear in the text, however many words.
 */
export function createRedactor(words: Iterable<string>, spared: Iterable<string>): Redact {
  const finder = createWordFinder(words, spared);
  return (text) => PATTERNS.reduce((left, pattern) => hidePattern(left, pattern, finder), hideWords(text, finder));
}

/** The rest of a name behind the part that is known: `.example.com`. */
const DOMAIN = /(?:\.[\p{L}\p{N}_-]+)+/uy;

function hideWords(text: string, { find }: WordFinder): string {
  let out = "";
  let from = 0;
  for (const { at, end } of find(text)) {
    if (at < from) continue;
    out += text.slice(from, at) + MARK;
    DOMAIN.lastIndex = end;
    from = end + (DOMAIN.exec(text)?.[0].length ?? 0);
  }
  return out + text.slice(from);
}

interface Pattern {
  expression: RegExp;
  /** Whether a match is what it looks like. */
  isMeant?: (match: string) => boolean;
}

/** Repetitions are bounded, or end at a sign at which none begins: no text makes them slow. */
const PATTERNS: readonly Pattern[] = [
  { expression: /(?<=:\/\/)[^\s/]+(?=@)/g },
  { expression: /(?<=[?&][\w.-]{0,40}(?:pass|pwd|token|secret|key|auth)[\w.-]{0,40}=)[^\s&#]+/gi },
  { expression: /\$[A-Z_][A-Z0-9_]{0,60}(?::[^$\s]{0,200})?\$/g },
  { expression: /(?<![\p{L}\p{N}])[a-z]:\\[^\s"'<>|]+|\\\\[^\s"'<>|\\][^\s"'<>|]*/giu },
  { expression: /(?<![\p{L}\p{N}_:/.…\]<])\/[\p{L}\p{N}_.@+~…[\]-]{3,}(?:\/[\p{L}\p{N}_.@+~…[\]-]*)*/gu },
  {
    expression:
      /(?<![\p{L}\p{N}.:])(?:[0-9a-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4})(?![\p{L}\p{N}:])/giu,
    isMeant: isIpv6,
  },
  { expression: /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}]|\.\d)/gu, isMeant: isIpv4 },
];

function hidePattern(text: string, { expression, isMeant = () => true }: Pattern, { isSpared }: WordFinder): string {
  return text.replace(expression, (match) => (isSpared(match) || !isMeant(match) ? match : MARK));
}

/** RFC 4291, 2.2: eight groups, or fewer around one `::`; and what is written as six pairs, a MAC address. Not a time. */
function isIpv6(text: string): boolean {
  const groups = text.split(":").filter((group) => group !== "").length;
  if (text.includes("::")) return groups > 0;
  return groups + (text.includes(".") ? 1 : 0) === 8 || /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text);
}

function isIpv4(text: string): boolean {
  return text.split(".").every((part) => Number(part) <= 255);
}
