/** Whether a name matches; names are compared letter by letter, as Nagios does. */
export type NameMatcher = (name: string) => boolean;

type Token =
  | { kind: "literal"; char: string }
  | { kind: "any" }
  | { kind: "many" }
  | { kind: "class"; test: NameMatcher };

/** Whether a text holds any of the signs that make it a glob. */
export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/**
 * The names that a pattern means: the one that is spelled exactly so, whatever signs it holds, else those that it
 * matches as a glob (`*`, `?`, `[ab]`, `[a-z]`, `[!a]`), in the order given.
 */
export function* matchNames<T>(pattern: string, names: ReadonlyMap<string, T>): Generator<[string, T]> {
  const exact = names.get(pattern);
  if (exact !== undefined) {
    yield [pattern, exact];
  } else if (isGlob(pattern)) {
    const matches = compileGlob(pattern);
    for (const entry of names) if (matches(entry[0])) yield entry;
  }
}

/** Makes a matcher of a glob. An unclosed `[` stands for itself. Takes at most name × pattern steps. */
export function compileGlob(pattern: string): NameMatcher {
  const tokens = readTokens([...pattern]);
  return (name) => matchTokens(tokens, [...name]);
}

function readTokens(chars: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? "";
    const close = char === "[" ? chars.indexOf("]", at + (chars[at + 1] === "!" || chars[at + 1] === "^" ? 3 : 2)) : -1;
    if (char === "*") tokens.push({ kind: "many" });
    else if (char === "?") tokens.push({ kind: "any" });
    else if (close === -1) tokens.push({ kind: "literal", char });
    else {
      tokens.push({ kind: "class", test: readClass(chars.slice(at + 1, close)) });
      at = close;
    }
  }
  return tokens;
}

function readClass(chars: readonly string[]): NameMatcher {
  const isNegated = chars[0] === "!" || chars[0] === "^";
  const members = isNegated ? chars.slice(1) : chars;
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at += 1) {
    const from = members[at] ?? "";
    const to = members[at + 1] === "-" ? members[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return (char) => ranges.some(([from, to]) => from <= char && char <= to) !== isNegated;
}

/** Matches with one place to return to: the last `*` that was passed. */
function matchTokens(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let char = 0;
  let lastMany = -1;
  let retryAt = 0;
  while (char < name.length) {
    const current = tokens[token];
    if (current?.kind === "many") {
      lastMany = token;
      retryAt = char;
      token += 1;
    } else if (current !== undefined && matchesChar(current, name[char] ?? "")) {
      token += 1;
      char += 1;
    } else if (lastMany !== -1) {
      token = lastMany + 1;
      retryAt += 1;
      char = retryAt;
    } else {
      return false;
    }
  }
  while (tokens[token]?.kind === "many") token += 1;
  return token === tokens.length;
}

function matchesChar(token: Token, char: string): boolean {
  switch (token.kind) {
    case "literal":
      return token.char === char;
    case "class":
      return token.test(char);
    default:
      return true;
  }
}
