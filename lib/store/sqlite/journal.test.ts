import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinSamples, makeBatch, makeSample, NOON } from "@/lib/store/contract/samples.testing";
import type { Entry } from "./change";
import { createJournal } from "./journal";
import { formatEntry, formatHead, parseEntry } from "./journal-line";
import { findLastSeq, listSegments, readEntries } from "./journal-segments";
import { makeFolder } from "./temporary-database.testing";

const UUID = "0123456789abcdef0123456789abcdef";

function makeEntry(seq: number, text = "hm"): Entry {
  const trace = { id: seq, incidentId: 1, at: NOON, author: "Ops", kind: "correct", before: null, after: text };
  return { seq, op: "edit", args: { id: 1, incidents: [], problems: [], updates: [], traces: [trace] } };
}

function readAll(folder: string): Entry[] {
  return [...readEntries(listSegments(folder), UUID)];
}

const texts = fc.string({ unit: "grapheme", maxLength: 20 });

describe("a line of the journal", () => {
  test("is the entry again, whatever its texts", () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, seq) => {
        const args = makeBatch({ ...joinSamples(makeSample(1, text, { output: text })), purgeEndedBefore: NOON });
        const commit: Entry = { seq, op: "commit", args };
        for (const entry of [makeEntry(seq, text), commit]) {
          const line = formatEntry(entry);
          expect(line.indexOf("\n")).toBe(line.length - 1);
          expect(JSON.parse(line)).toMatchObject({ seq: entry.seq, op: entry.op });
          expect(parseEntry(line.slice(0, -1))).toEqual(entry);
        }
      }),
    );
  });

  test.each([
    ["commit", { at: NOON, opened: [], updated: [], closed: [], comments: [], purgeEndedBefore: NOON }],
    ["addUpdate", { id: 1, incidentId: 1, author: "Ops", text: "hm", createdAt: NOON }],
    ["setReviewUrl", { incidentId: 1, url: "https://example.org/1" }],
  ])("that an older version wrote (%s) says so", (op, args) => {
    // As that version wrote it.
    const line = formatEntry({ seq: 3, op, args } as unknown as Entry);
    expect(parseEntry(line.slice(0, -1))).toEqual({ seq: 3, op: "firstForm", args: { op, args } });
  });

  test("with one other character is none", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (text, position, other) => {
        const line = formatEntry(makeEntry(7, text)).slice(0, -1);
        const at = position % line.length;
        fc.pre(line[at] !== other);
        expect(parseEntry(line.slice(0, at) + other + line.slice(at + 1))).toBeNull();
      }),
    );
  });
});

test("a journal that is cut off anywhere holds the changes before the cut", () => {
  const entries = [1, 2, 3].map((seq) => makeEntry(seq, "ä🙂"));
  const whole = Buffer.from(formatHead(UUID) + entries.map(formatEntry).join(""));
  const path = join(makeFolder(), "journal-1.jsonl");
  for (let length = whole.length; length >= 0; length -= 1) {
    writeFileSync(path, whole.subarray(0, length));
    const kept = [...readEntries([{ path, firstSeq: 1 }], UUID)];
    expect(kept).toEqual(entries.slice(0, kept.length));
    // The last line is whole without its end of line.
    const wholeLines = whole.subarray(0, length + 1).filter((byte) => byte === 0x0a).length - 1;
    expect(kept).toHaveLength(Math.max(0, wholeLines));
  }
});

describe("a journal", () => {
  test("goes on in a new segment when it is opened again, and knows its last change", () => {
    const folder = makeFolder();
    const first = createJournal(folder, UUID);
    for (const seq of [1, 2]) first.append(makeEntry(seq));
    first.close();
    const [segment] = listSegments(folder);
    truncateSync(segment?.path ?? "", readFileSync(segment?.path ?? "").length - 3);
    const second = createJournal(folder, UUID);
    expect(second.lastSeq()).toBe(1);
    second.append(makeEntry(2, "again"));
    second.close();
    expect(readAll(folder)).toEqual([makeEntry(1), makeEntry(2, "again")]);
  });

  test("never writes into a segment that is there, not even under the same number", () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "journal-1.jsonl"), "cut off");
    const journal = createJournal(folder, UUID);
    journal.append(makeEntry(1));
    journal.close();
    expect(readFileSync(join(folder, "journal-1.jsonl"), "utf8")).toBe("cut off");
    expect(readAll(folder)).toEqual([makeEntry(1)]);
  });

  test("whose segment or folder is deleted goes on in a new one", () => {
    const folder = join(makeFolder(), "backups");
    const journal = createJournal(folder, UUID);
    journal.append(makeEntry(1));
    rmSync(folder, { recursive: true });
    journal.append(makeEntry(2));
    journal.close();
    expect(readAll(folder)).toEqual([makeEntry(2)]);
  });

  test("that cannot be written says so each time, and goes on when it can", () => {
    const folder = join(makeFolder(), "backups");
    writeFileSync(folder, "not a folder");
    const journal = createJournal(folder, UUID);
    expect(() => journal.append(makeEntry(1))).toThrow();
    expect(() => journal.append(makeEntry(2))).toThrow();
    rmSync(folder);
    journal.append(makeEntry(3));
    journal.close();
    expect(readAll(folder)).toEqual([makeEntry(3)]);
  });

  test("of another database is not read", () => {
    const folder = makeFolder();
    const other = createJournal(folder, "f".repeat(32));
    other.append(makeEntry(9));
    other.close();
    expect(findLastSeq(folder, UUID)).toBe(0);
    expect(readAll(folder)).toEqual([]);
  });

  test("drops the segments before a change, and no other", () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "journal-0.jsonl.d"));
    const journal = createJournal(folder, UUID);
    for (const seq of [1, 2, 3, 4, 5, 6]) {
      journal.append(makeEntry(seq));
      if (seq % 2 === 0) journal.rotate();
    }
    journal.dropUntil(3);
    expect(readAll(folder).map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
    journal.dropUntil(6);
    expect(readAll(folder).map(({ seq }) => seq)).toEqual([5, 6]);
    journal.close();
    expect(readdirSync(folder)).toContain("journal-0.jsonl.d");
  });
});
