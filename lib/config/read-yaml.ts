import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { ConfigFault } from "./config";
import { createRawMap, formatPath, type Path, type Raw, type RawMap } from "./raw";

/** Where something stands in a file; both begin at 1. */
export interface Position {
  line: number;
  column: number;
}

export interface YamlText {
  /** The values, as text. Empty when the file is, or is no map. */
  raw: RawMap;
  /** Faults of the form. What stands after the first one that is `broken` may have been misread. */
  faults: ConfigFault[];
  /** The first line that cannot be trusted; null when the form is sound. */
  brokenFrom: number | null;
  /** Where the value, or the key, at a path stands; the nearest thing around it when it is not there. */
  locate(path: Path, part: "key" | "value"): Position;
}

/** More are taken for a trick: aliases of aliases multiply. */
const MAX_ALIASES = 500;
const EMPTY = new Set(["", "~", "null", "Null", "NULL"]);

/**
 * Reads a YAML 1.2 text without deciding what is a number: scalars stay as written.
 * The messages are our own, since those of the parser quote the text, and the text holds secrets.
 */
export function readYaml(text: string, file: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const walk = createWalk(document);
  const findPosition = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const place = (offset: number) => ({ kind: "file" as const, file, ...findPosition(offset) });

  const faults: ConfigFault[] = [];
  let brokenFrom: number | null = null;
  const report = (offset: number, path: Path, fault: Omit<ConfigFault, "place" | "path" | "suggestion">) =>
    faults.push({ place: place(offset), path: formatPath(path), suggestion: null, ...fault });

  for (const error of document.errors) {
    if (error.code === "DUPLICATE_KEY") continue;
    const { line } = findPosition(error.pos[0]);
    // One slip makes the parser stumble over the lines that follow; the first stumble on a line tells enough.
    if (faults.some((fault) => fault.place.kind === "file" && fault.place.line === line)) continue;
    report(error.pos[0], [], SYNTAX_WORDS[error.code] ?? SYNTAX_WORDS.DEFAULT);
    brokenFrom = Math.min(brokenFrom ?? line, line);
  }
  const root = walk.read();
  for (const { offset, path } of walk.duplicates) {
    report(offset, path, { found: "a key that was given already", allowed: "each key once" });
  }
  for (const { offset, path } of walk.strayAliases) report(offset, path, STRAY_ALIAS);
  if (walk.overflowed()) report(0, [], { found: "aliases that lead to too many values", allowed: "a plain file" });
  if (typeof root === "string" || Array.isArray(root)) {
    report(0, [], { found: Array.isArray(root) ? "a list" : "a text", allowed: "keys with values" });
  }
  const raw = typeof root === "object" && !Array.isArray(root) ? root : createRawMap();
  return { raw, faults, brokenFrom, locate: (path, part) => findPosition(walk.findOffset(path, part)) };
}

const STRAY_ALIAS = { found: "an unquoted value that begins with *", allowed: "such a value in quotes" };

const SYNTAX_WORDS: Record<string, Pick<ConfigFault, "found" | "allowed">> & {
  DEFAULT: Pick<ConfigFault, "found" | "allowed">;
} = {
  TAB_AS_INDENT: { found: "a tab in the indentation", allowed: "spaces" },
  BLOCK_AS_IMPLICIT_KEY: {
    found: "a value that holds a colon followed by a space",
    allowed: 'such a value in quotes, as in rule: "at_least: 2"',
  },
  BAD_ALIAS: STRAY_ALIAS,
  BAD_SCALAR_START: { found: "an unquoted value that begins with @ or `", allowed: "such a value in quotes" },
  MISSING_CHAR: { found: "a missing character, often a colon, comma or quote", allowed: "YAML" },
  BAD_INDENT: { found: "an indentation that fits no line above", allowed: "keys of one section in one column" },
  MULTIPLE_DOCS: { found: "a second document (---)", allowed: "one document" },
  DEFAULT: { found: "text that is not YAML", allowed: "YAML (often a missing colon, quote or space is the reason)" },
};

interface Offsets {
  key: number | null;
  value: number;
}

/** Turns the document's nodes into plain values and remembers where each stood. */
function createWalk(document: Document) {
  const offsets = new Map<string, Offsets>();
  const duplicates: { offset: number; path: Path }[] = [];
  const strayAliases: { offset: number; path: Path }[] = [];
  let aliases = 0;

  function readNode(node: unknown, path: Path, key: number | null): Raw {
    if (isAlias(node)) return readAlias(node, path, key);
    offsets.set(keyOf(path), { key, value: startOf(node) ?? key ?? 0 });
    if (isScalar(node)) {
      const text = String(node.value ?? "");
      return node.type === "PLAIN" && EMPTY.has(text) ? undefined : text;
    }
    if (isSeq(node)) return node.items.map((item, index) => readNode(item, [...path, index], null));
    if (isMap(node)) return readMap(node, path);
    return undefined;
  }

  function readAlias(alias: Alias, path: Path, key: number | null): Raw {
    const offset = startOf(alias) ?? key ?? 0;
    const target = ++aliases > MAX_ALIASES ? null : alias.resolve(document);
    if (target === undefined) strayAliases.push({ offset, path });
    return target == null ? undefined : readNode(target, path, offset);
  }

  function readMap(map: YAMLMap, path: Path): RawMap {
    const result = createRawMap();
    for (const pair of map.items as Pair[]) {
      const key = isScalar(pair.key) ? String(pair.key.value ?? "") : "?";
      const offset = startOf(pair.key) ?? 0;
      if (Object.hasOwn(result, key)) duplicates.push({ offset, path: [...path, key] });
      result[key] = readNode(pair.value, [...path, key], offset);
    }
    return result;
  }

  return {
    duplicates,
    strayAliases,
    read: () => readNode(document.contents, [], null),
    overflowed: () => aliases > MAX_ALIASES,
    findOffset(path: Path, part: "key" | "value"): number {
      for (let length = path.length; length >= 0; length--) {
        const found = offsets.get(keyOf(path.slice(0, length)));
        if (found === undefined) continue;
        const wanted = part === "key" || length < path.length ? found.key : found.value;
        return wanted ?? found.value;
      }
      return 0;
    },
  };
}

/** Keys of `states` may be written in capitals, so places are remembered without regard to case. */
function keyOf(path: Path): string {
  return JSON.stringify(path).toLowerCase();
}

function startOf(node: unknown): number | null {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0] ?? null;
}
