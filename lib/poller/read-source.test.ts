import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { open, stat as realStat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSourceReader, type Reading } from "./read-source";

/** Milliseconds in truth; far below the deadline of an operation even on a machine that is busy with other tests. */
const AT_ONCE_MS = 1500;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-source-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string): Promise<{ reading: Reading; text: string; tookMs: number }> {
  let text = "";
  const startedAt = performance.now();
  const reading = await createSourceReader().read(join(folder, name), null, (piece) => {
    text += piece;
  });
  return { reading, text, tookMs: performance.now() - startedAt };
}

async function expectRefusal(name: string, code: string): Promise<void> {
  const { reading, text, tookMs } = await read(name);
  expect(reading).toMatchObject({ kind: "unavailable", code });
  expect(text).toBe("");
  expect(tookMs).toBeLessThan(AT_ONCE_MS);
}

describe("reading a file", () => {
  it("gives all of it, byte for byte, in pieces", async () => {
    const bytes = Buffer.alloc(9_500_000, "é\0line\n", "latin1");
    writeFileSync(join(folder, "large"), bytes);
    const { reading, text } = await read("large");
    expect(reading.kind).toBe("fresh");
    expect(Buffer.from(text, "latin1").equals(bytes)).toBe(true);
  });

  it("reads nothing when it is the file that was read before", async () => {
    const path = join(folder, "same");
    writeFileSync(path, "text");
    const reader = createSourceReader();
    const first = await reader.read(path, null, () => undefined);
    if (first.kind !== "fresh") throw new Error(first.kind);
    const pieces: string[] = [];
    const take = (piece: string) => pieces.push(piece);
    expect((await reader.read(path, first.identity, take)).kind).toBe("unchanged");
    expect(pieces).toEqual([]);
    utimesSync(path, new Date(), new Date(Date.now() + 5000));
    expect((await reader.read(path, first.identity, take)).kind).toBe("fresh");
  });

  it("does not count when the file changes meanwhile", async () => {
    const path = join(folder, "changing");
    writeFileSync(path, Buffer.alloc(9_000_000, "x"));
    let isFirst = true;
    const reading = await createSourceReader().read(path, null, () => {
      if (isFirst) writeFileSync(path, "shorter");
      isFirst = false;
    });
    expect(reading).toMatchObject({ kind: "unavailable", code: "source_changed" });
  });
});

describe("what is no readable file has a named reason at once", () => {
  it("nothing there", () => expectRefusal("absent", "source_missing"));
  it("a file where a folder should be", async () => {
    writeFileSync(join(folder, "plain"), "x");
    await expectRefusal("plain/status.dat", "source_missing");
  });
  it("an empty file", async () => {
    writeFileSync(join(folder, "empty"), "");
    await expectRefusal("empty", "source_empty");
  });
  it("a folder", async () => {
    mkdirSync(join(folder, "dir"));
    await expectRefusal("dir", "source_not_regular");
  });
  it("a device", async () => {
    symlinkSync("/dev/zero", join(folder, "zero"));
    await expectRefusal("zero", "source_not_regular");
  });
  it("a loop of links", async () => {
    symlinkSync("loop-b", join(folder, "loop-a"));
    symlinkSync("loop-a", join(folder, "loop-b"));
    await expectRefusal("loop-a", "source_loop");
  });
  it("a FIFO, as often as one likes, while other files are read as fast as ever", async () => {
    execFileSync("mkfifo", [join(folder, "fifo")]);
    for (let round = 0; round < 6; round += 1) await expectRefusal("fifo", "source_not_regular");
    writeFileSync(join(folder, "other"), "x");
    expect((await read("other")).tookMs).toBeLessThan(AT_ONCE_MS);
  });
  it("a file that this user may not read", async () => {
    writeFileSync(join(folder, "secret"), "x");
    chmodSync(join(folder, "secret"), 0o000);
    await asAnyUser(() => expectRefusal("secret", "source_unreadable"));
  });
});

/** Root may read everything: for a while we are somebody else. */
async function asAnyUser(action: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  chmodSync(folder, 0o755);
  if (isRoot) process.seteuid?.(65534);
  try {
    await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe("a file system that does not answer", () => {
  it("is given up after the limit, and with two operations hanging no further one is risked", async () => {
    const release: (() => void)[] = [];
    let asked = 0;
    const stat = (path: string, options: { bigint: true }) => {
      asked += 1;
      return new Promise<void>((resolve) => release.push(resolve)).then(() => realStat(path, options));
    };
    const reader = createSourceReader({ operationMs: 300, maxBytes: 1e9 }, { stat, open });
    writeFileSync(join(folder, "far"), "x");
    const look = () => reader.read(join(folder, "far"), null, () => undefined);
    for (const hanging of [1, 2, 2, 2]) {
      expect(await look()).toMatchObject({ kind: "unavailable", code: "source_hanging" });
      expect(reader.hanging()).toBe(hanging);
    }
    expect(asked).toBe(2);
    for (const goOn of release.splice(0)) goOn();
    await expect.poll(() => reader.hanging()).toBe(0);
    const late = look();
    for (const goOn of release.splice(0)) goOn();
    expect((await late).kind).toBe("fresh");
  });
});
