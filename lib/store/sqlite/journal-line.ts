import { crc32 } from "node:zlib";
import type { Change, Entry } from "./change";
import type { FirstFormChange } from "./first-form";

/** The first line of a segment: whose journal it is. */
export interface SegmentHead {
  journal: 1;
  uuid: string;
}

export function formatHead(uuid: string): string {
  return `${JSON.stringify({ journal: 1, uuid } satisfies SegmentHead)}\n`;
}

/** One entry as one line, with a checksum of the text before it. */
export function formatEntry({ seq, op, args }: Entry): string {
  const body = JSON.stringify({ seq, op, args });
  return `${body.slice(0, -1)},"crc":${crc32(body)}}\n`;
}

const LINE = /^(\{"seq":\d+,"op":".*),"crc":(\d+)\}$/s;

/** The entry of a line; null when the line is cut off or damaged. */
export function parseEntry(line: string): Entry | null {
  const [, begin, sum] = LINE.exec(line) ?? [];
  if (begin === undefined || crc32(`${begin}}`) !== Number(sum)) return null;
  // The checksum says that we wrote it, or an older version.
  const { seq, ...change } = JSON.parse(`${begin}}`) as (Change | FirstFormChange) & { seq: number };
  return isFirstForm(change) ? { seq, op: "firstForm", args: change } : { seq, ...change };
}

/** Rounds of older versions opened incidents, those of this one write them. */
function isFirstForm(change: Change | FirstFormChange): change is FirstFormChange {
  return change.op === "commit" ? "opened" in change.args : change.op === "addUpdate" || change.op === "setReviewUrl";
}

/** The uuid of a segment's first line; null when it is none. */
export function parseHead(line: string): string | null {
  try {
    const head: unknown = JSON.parse(line);
    if (typeof head !== "object" || head === null || !("journal" in head) || !("uuid" in head)) return null;
    return head.journal === 1 && typeof head.uuid === "string" ? head.uuid : null;
  } catch {
    return null;
  }
}
