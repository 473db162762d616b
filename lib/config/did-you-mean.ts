/** The number of letters to insert, remove or replace that makes one text of the other (Levenshtein's distance). */
export function measureDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const current = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replace = (previous[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      current.push(Math.min(replace, (previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/**
 * The candidate nearest to a word, letter case and `-` for `_` aside; null when none is near enough to be meant:
 * at most a third of the letters wrong (two in any but the shortest words), and never more than `limit`.
 */
export function findNearest(
  word: string,
  candidates: Iterable<string>,
  limit = Number.POSITIVE_INFINITY,
): string | null {
  const wanted = simplify(word);
  let nearest: string | null = null;
  let best = Math.min(limit, Math.max(wanted.length < 4 ? 1 : 2, Math.floor(wanted.length / 3))) + 1;
  for (const candidate of candidates) {
    const distance = measureDistance(wanted.slice(0, 80), simplify(candidate));
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

function simplify(word: string): string {
  return word.toLowerCase().replaceAll(/[-\s]/g, "_");
}
