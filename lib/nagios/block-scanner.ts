import { copyText } from "./decode-value";
import type { Problem } from "./problem";

/** One closed block: `TYPE {` or `define TYPE {`, lines that begin with a tab, and a line `\t}`. */
export interface Block {
  type: string;
  /** The lines of the block, each with the line feed before it, and one line feed at the end. A slice: do not keep. */
  text: string;
  /** Line of the block's head, from 1. */
  line: number;
  /** Whether lines end in CR LF. */
  crlf: boolean;
}

export type ScanEnd = { kind: "closed" } | { kind: "torn"; reason: string };

export interface BlockScanner {
  /** Takes the next piece of the file as latin-1 text, cut anywhere. */
  push(chunk: string): void;
  /** Says whether the file ends with a closed block and nothing but white space after it. */
  end(): ScanEnd;
}

export interface Limits {
  /** A longer block makes the file a torn one. */
  maxBlockChars?: number;
  /** What goes beyond it of a line that reaches over several chunks is passed over. */
  maxLineChars?: number;
}

interface OpenBlock {
  type: string;
  /** Index of the line feed after the block's head. */
  bodyAt: number;
  line: number;
  crlf: boolean;
  /** Where the search for the block's end goes on, and that for a head inside of it. */
  seekAt: number;
  headAt: number;
}

const HEAD = /^(?:define\s+)?([A-Za-z_]+)\s*\{$/;
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Real blocks have a few KB; nothing that Nagios writes comes near. Bounds what is held of a hostile file. */
const MAX_BLOCK_CHARS = 64 * 1024 ** 2;

/**
 * Cuts a file of Nagios' into blocks while it arrives. Newlines in values are escaped, so a line `\t}` always
 * ends a block and a line without a tab never belongs to one (xdata/xsddefault.c, common/objects.c). A block
 * that is not closed before the next begins is reported and skipped. Nagios writes C strings: a zero byte
 * anywhere means that the file has a hole.
 */
export function createBlockScanner(
  onBlock: (block: Block) => void,
  onProblem: (problem: Problem) => void,
  { maxBlockChars = MAX_BLOCK_CHARS, maxLineChars = MAX_BLOCK_CHARS }: Limits = {},
): BlockScanner {
  let text = "";
  /** Begin of the first line that was not read yet, and its number. */
  let at = 0;
  let line = 1;
  /** The last block's type, kept so that blocks of one type share one string. */
  let type = "";
  let open: OpenBlock | null = null;
  let waiting: string[] = [];
  let waitingChars = 0;
  /** Whether anything but white space came after the last closed block. */
  let hasTail = false;
  let isTooLong = false;
  let hasHole = false;
  /** How much was kept of the line that the last chunk did not end. */
  let lineChars = 0;

  function scan(): void {
    for (;;) {
      if (open !== null && !readBlock(open)) return;
      const lineEnd = text.indexOf("\n", at);
      if (lineEnd === -1) return;
      readLine(lineEnd);
      at = lineEnd + 1;
      line += 1;
    }
  }

  /** Reads to the end of the open block, or to the head of the next one; false while there is neither. */
  function readBlock(block: OpenBlock): boolean {
    const closeAt = findClose(text, block.seekAt);
    const limit = closeAt === -1 ? text.length : closeAt;
    const strayAt = findHead(text, block.headAt, limit);
    if (strayAt !== -1) {
      line = block.line + countLines(text, block.bodyAt, strayAt);
      at = strayAt;
      onProblem({ line: block.line, block: block.type, message: `is not closed before line ${line}` });
    } else if (closeAt !== -1) {
      line = block.line + countLines(text, block.bodyAt, closeAt) + 1;
      at = text.indexOf("\n", closeAt) + 1;
      hasTail = false;
      onBlock({ type: block.type, text: text.slice(block.bodyAt, closeAt), line: block.line, crlf: block.crlf });
    } else {
      // A sign at the very end may still turn out to close or to begin a block.
      block.seekAt = Math.max(block.seekAt, text.length - 2);
      block.headAt = Math.max(block.headAt, text.length - 2);
      return false;
    }
    open = null;
    return true;
  }

  function readLine(lineEnd: number): void {
    const whole = text.slice(at, lineEnd).trim();
    const content = line === 1 && whole.startsWith(BYTE_ORDER_MARK) ? whole.slice(BYTE_ORDER_MARK.length) : whole;
    if (content === "") return;
    hasTail = true;
    if (content.startsWith("#")) return;
    const found = HEAD.exec(content)?.[1];
    if (found === undefined) {
      onProblem({ line, block: "", message: "text outside of a block" });
      return;
    }
    if (found !== type) type = copyText(found);
    const crlf = text.charCodeAt(lineEnd - 1) === CARRIAGE_RETURN;
    open = { type, bodyAt: lineEnd, line, crlf, seekAt: lineEnd, headAt: lineEnd };
  }

  /** What was read of a line or block that is not whole yet becomes the text, with `more` behind it. */
  function takeMore(more: string): void {
    const keepFrom = open === null ? at : open.bodyAt;
    text = text.slice(keepFrom) + waiting.join("") + more;
    at -= keepFrom;
    if (open !== null) {
      open = { ...open, bodyAt: 0, seekAt: open.seekAt - keepFrom, headAt: open.headAt - keepFrom };
    }
    waiting = [];
    waitingChars = 0;
    scan();
  }

  /** Joins what is left of the chunk before with the rest of its block only: joining all would copy all. */
  function takeChunk(chunk: string): void {
    let from = 0;
    if (countHeld() > 0) {
      const closeAt = findClose(chunk, 0);
      if (open !== null && closeAt === -1 && isWithin(chunk)) {
        wait(chunk);
        return;
      }
      from = closeAt === -1 ? chunk.length : chunk.indexOf("\n", closeAt) + 1;
      takeMore(chunk.slice(0, from));
      if (countHeld() > 0) {
        takeMore(chunk.slice(from));
        return;
      }
    }
    text = chunk;
    at = from;
    scan();
  }

  /** Whether a chunk that closes no block lies within the open one: no head in it, and no sign across its begin. */
  function isWithin(chunk: string): boolean {
    const seam = (waiting.at(-1) ?? text).slice(-2) + chunk.slice(0, 2);
    return !/[{}]/.test(seam) && findHead(chunk, 0, chunk.length) === -1;
  }

  /** Joining what is held with each chunk of a long block would copy all of it each time. */
  function wait(chunk: string): void {
    waiting.push(chunk);
    waitingChars += chunk.length;
  }

  /** The chunk without what makes the line at its beginning too long. */
  function cutLine(chunk: string): string {
    const lineEnd = chunk.indexOf("\n");
    const length = lineEnd === -1 ? chunk.length : lineEnd;
    const room = Math.max(0, maxLineChars - lineChars);
    const kept = length <= room || lineChars === 0 ? chunk : chunk.slice(0, room) + chunk.slice(length);
    lineChars = lineEnd === -1 ? lineChars + kept.length : kept.length - kept.lastIndexOf("\n") - 1;
    return kept;
  }

  function countHeld(): number {
    return text.length - (open?.bodyAt ?? at) + waitingChars;
  }

  return {
    push(piece) {
      hasHole ||= piece.includes("\0");
      if (isTooLong || hasHole) return;
      const chunk = cutLine(piece);
      if (chunk.includes("\n")) takeChunk(chunk);
      else wait(chunk);
      if (countHeld() <= maxBlockChars) return;
      isTooLong = true;
      text = "";
      waiting = [];
    },
    end() {
      if (hasHole) return torn("it holds zero bytes, as where a part of it was lost");
      if (isTooLong) return torn(`a block at line ${open?.line ?? line} is longer than ${maxBlockChars} bytes`);
      if (countHeld() > 0) takeMore("\n");
      if (open !== null) return torn(`its last block (${open.type}, line ${open.line}) is not closed`);
      return hasTail ? torn("it ends with text after its last block") : { kind: "closed" };
    },
  };
}

/** Index of the tab in the next line `\t}`, -1 when there is none. Braces are rarer than lines. */
function findClose(text: string, from: number): number {
  for (let brace = text.indexOf("}", from); brace !== -1; brace = text.indexOf("}", brace + 1)) {
    const isLine = text.charCodeAt(brace - 1) === TAB && text.charCodeAt(brace - 2) === LINE_FEED;
    if (isLine && isLineEnd(text, brace + 1)) return brace - 1;
  }
  return -1;
}

/** Index of the next line that ends in `{` and does not begin with a tab, -1 when there is none before the limit. */
function findHead(text: string, from: number, limit: number): number {
  for (let brace = text.indexOf("{", from); brace !== -1 && brace < limit; brace = text.indexOf("{", brace + 1)) {
    if (!isLineEnd(text, brace + 1)) continue;
    const lineAt = text.lastIndexOf("\n", brace) + 1;
    if (text.charCodeAt(lineAt) !== TAB) return lineAt;
  }
  return -1;
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED);
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function torn(reason: string): ScanEnd {
  return { kind: "torn", reason };
}
