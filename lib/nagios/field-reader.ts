import type { EpochMs } from "@/lib/domain/time";
import type { Block } from "./block-scanner";
import { decodeValue } from "./decode-value";

/** A field as it is looked for: the line feed and the tab before it, its key and the separator after it. */
export type Field = string;

/** The field of a block of status.dat: `\tkey=value`. */
export function statusField(key: string): Field {
  return `\n\t${key}=`;
}

/** The field of a block of objects.cache: `\tkey\tvalue`. */
export function objectField(key: string): Field {
  return `\n\t${key}\t`;
}

/**
 * Reads the fields of one block after the other. Fastest when fields are asked for in the order in which they
 * stand in the block; any order works. Never looks beyond the block.
 */
export interface FieldReader {
  enter(block: Block): void;
  /** The bytes of a value as latin-1 text, undefined when the field is missing. A slice: do not keep. */
  raw(field: Field): string | undefined;
  /** A value, decoded and cut to the reader's bound; empty when the field is missing. */
  text(field: Field): string;
  /** A whole number that is not negative; null when it is missing or anything else. */
  integer(field: Field): number | null;
  /** A number with or without decimals; null when it is missing or anything else. */
  decimal(field: Field): number | null;
  /** An instant from seconds; null when it is missing, 0 (Nagios' "never") or not an instant. */
  instant(field: Field): EpochMs | null;
  /** 0 is false, another whole number true; `missing` when there is no such field or it holds no number. */
  flag(field: Field, missing: boolean): boolean;
  /** The values of all custom variables of the block (`_KEY`), decoded. */
  customValues(): string[];
  /** Index of the line feed that ends the furthest line of which a value was taken as text. */
  reach(): number;
}

const POINT = 46;
const ZERO = 48;
const NINE = 57;
const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
/** The last second that a Date can hold (ECMA-262, 21.4.1.1). */
const MAX_SECONDS = 8.64e12;

/** Makes a reader to be used for all blocks of a file. Lists of members may be as long as they like. */
export function createFieldReader(maxValueBytes = Number.POSITIVE_INFINITY): FieldReader {
  let text = "";
  let crlf = false;
  let cursor = 0;
  let reach = 0;

  /** Index of the field's value, -1 when it is missing. Looks onward first, then from the block's start. */
  function find(field: Field): number {
    let at = text.indexOf(field, cursor);
    if (at === -1 && cursor > 0) at = text.indexOf(field);
    if (at === -1) return -1;
    cursor = at + field.length;
    return cursor;
  }

  function raw(field: Field): string | undefined {
    const at = find(field);
    if (at === -1) return undefined;
    cursor = text.indexOf("\n", at);
    reach = Math.max(reach, cursor);
    const hasReturn = crlf && cursor > at && text.charCodeAt(cursor - 1) === CARRIAGE_RETURN;
    return text.slice(at, hasReturn ? cursor - 1 : cursor);
  }

  function integer(field: Field): number | null {
    const at = find(field);
    return at === -1 ? null : parseInteger(text, at);
  }

  return {
    enter(block) {
      text = block.text;
      crlf = block.crlf;
      cursor = 0;
      reach = 0;
    },
    raw,
    text(field) {
      const value = raw(field);
      return value === undefined
        ? ""
        : decodeValue(value.length <= maxValueBytes ? value : cutValue(value, maxValueBytes));
    },
    integer,
    decimal(field) {
      const at = find(field);
      return at === -1 ? null : parseDecimal(text, at);
    },
    instant(field) {
      const seconds = integer(field);
      return seconds === null || seconds === 0 || seconds > MAX_SECONDS ? null : seconds * 1000;
    },
    flag(field, missing) {
      const value = integer(field);
      return value === null ? missing : value !== 0;
    },
    customValues: () => listCustomValues(text).map(decodeValue),
    reach: () => reach,
  };
}

/** `\t_KEY\tvalue` in objects.cache, `\t_KEY=0;value` in status.dat (common/objects.c, xdata/xsddefault.c). */
const CUSTOM_VALUE = /\n\t_[^\t=\n]*(?:\t|=\d+;)([^\r\n]*)/g;

function listCustomValues(text: string): string[] {
  if (!text.includes("\n\t_")) return [];
  return Array.from(text.matchAll(CUSTOM_VALUE), ([, value = ""]) => value);
}

/** The first bytes of a long value, without the character that the cut may have gone through. */
function cutValue(value: string, maxBytes: number): string {
  return value.slice(0, maxBytes).replace(/[\u00c0-\u00ff][\u0080-\u00bf]{0,3}$/, "");
}

function parseInteger(text: string, at: number): number | null {
  const end = skipDigits(text, at);
  return end > at && isLineEnd(text, end) ? sumDigits(text, at, end) : null;
}

function parseDecimal(text: string, at: number): number | null {
  const point = skipDigits(text, at);
  if (point === at || text.charCodeAt(point) !== POINT) return parseInteger(text, at);
  const end = skipDigits(text, point + 1);
  if (end === point + 1 || !isLineEnd(text, end)) return null;
  return sumDigits(text, at, point) + sumDigits(text, point + 1, end) / 10 ** (end - point - 1);
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) at += 1;
  return at;
}

function sumDigits(text: string, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum = sum * 10 + text.charCodeAt(at) - ZERO;
  return sum;
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
