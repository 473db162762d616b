/** A word where it stands in a text. */
export interface FoundWord {
  at: number;
  end: number;
  /** As it was given, whatever its case in the text. */
  word: string;
}

export interface WordFinder {
  /** The words in a text, in its order: whole ones, in any case, at each place the longest. */
  find(text: string): FoundWord[];
  /** Whether a text as a whole is on show. */
  isSpared(text: string): boolean;
}

/** Shorter ones stand in every text. */
const LEAST_LENGTH = 3;
const MOST_LENGTH = 1000;
const PART = /[\p{L}\p{N}\p{M}_]+/gu;
const FIRST_PART = /[\p{L}\p{N}\p{M}_]+/u;
const PART_BEGINS = /[\p{L}\p{N}\p{M}_]/uy;

/**
 * Finds many thousands of words in a text at once. Words begin and end at letters or digits. Where a longer one that is on
 * show (`spared`, or a part of it between blanks) stands, none is found.
 */
export function createWordFinder(words: Iterable<string>, spared: Iterable<string>): WordFinder {
  /** By the folded core; null for what is on show. */
  const known = new Map<string, string | null>();
  /** How long words are that begin with a part, the longest first. */
  const lengths = new Map<string, number[]>();

  function enter(text: string, word: string | null, least: number): void {
    const { core, first } = readCore(text.slice(0, MOST_LENGTH));
    if (core.length < least || known.has(core)) return;
    known.set(core, word);
    const ofPart = lengths.get(first) ?? [];
    if (ofPart.includes(core.length)) return;
    ofPart.push(core.length);
    lengths.set(first, ofPart.toSorted(descending));
  }

  for (const text of spared) for (const part of [text, ...text.split(/\s+/)]) enter(part, null, 1);
  for (const word of words) enter(word, word, LEAST_LENGTH);

  function find(text: string): FoundWord[] {
    const folded = fold(text);
    const found: FoundWord[] = [];
    let end = 0;
    for (const { 0: part, index } of folded.matchAll(PART)) {
      if (index < end) continue;
      const length = lengths
        .get(part)
        ?.find((each) => isWhole(folded, index + each) && known.has(folded.slice(index, index + each)));
      if (length === undefined) continue;
      end = index + length;
      const word = known.get(folded.slice(index, end)) ?? null;
      if (word !== null) found.push({ at: index, end, word });
    }
    return found;
  }

  return {
    find,
    isSpared: (text) => known.get(readCore(text).core) === null,
  };
}

/** A word in lower case from its first letter or digit to its last, with its first part; empty when it has none. */
function readCore(text: string): { core: string; first: string } {
  const folded = fold(text);
  const first = FIRST_PART.exec(folded);
  if (first === null) return { core: "", first: "" };
  let end = folded.length;
  while (isWhole(folded, end - 1)) end -= 1;
  return { core: folded.slice(first.index, end), first: first[0] };
}

function descending(a: number, b: number): number {
  return b - a;
}

/** Lower case of the same length: of all letters only U+0130 becomes two (Unicode, SpecialCasing). */
function fold(text: string): string {
  return text.replaceAll("\u0130", "I").toLowerCase();
}

function isWhole(text: string, end: number): boolean {
  PART_BEGINS.lastIndex = end;
  return end <= text.length && !PART_BEGINS.test(text);
}
