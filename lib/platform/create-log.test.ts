import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLog, type LogOptions } from "./create-log";
import { formatJsonLine, formatTextLine } from "./format-line";

const AT = new Date(2026, 10, 23, 14, 32, 5).getTime();

let folder: string;
let outputFd: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "log-"));
  outputFd = openSync(join(folder, "out"), "w");
});

afterEach(() => {
  closeSync(outputFd);
  rmSync(folder, { recursive: true });
});

function create(options: Partial<LogOptions> = {}) {
  return createLog({ clock: { now: () => AT }, format: "text", level: "info", filePath: null, outputFd, ...options });
}

function read(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

describe("lines", () => {
  it("are readable, with fields behind the message", async () => {
    const log = create();
    log.info("Poll complete: 10 hosts, 50 services");
    log.warn("Store is slow", { tookMs: 900, path: "/a b", note: 'a "b"', none: null, gone: undefined, file: "x.db" });
    log.debug("not written");
    await log.drain(1000);
    expect(read("out")).toBe(
      "2026-11-23 14:32:05 INFO  Poll complete: 10 hosts, 50 services\n" +
        '2026-11-23 14:32:05 WARN  Store is slow tookMs=900 path="/a b" note="a \\"b\\"" none=null file=x.db\n',
    );
  });

  it("are one JSON object each with format json, whose head no field replaces", async () => {
    const log = create({ format: "json", level: "debug" });
    log.debug("one", { n: 1, level: "fake" });
    await log.drain(1000);
    expect(JSON.parse(read("out"))).toEqual({ time: new Date(AT).toISOString(), level: "debug", message: "one", n: 1 });
  });

  it("stay one line without control characters, whatever they say", () => {
    const nasty = fc.oneof(fc.string({ unit: "binary" }), fc.constant("a\r\n2026 ERROR \u001b[31m\u202e\u2028\u0085"));
    fc.assert(
      fc.property(nasty, nasty, (message, value) => {
        const entry = { at: AT, level: "info" as const, message, fields: { value } };
        for (const line of [formatTextLine(entry), formatJsonLine(entry)]) {
          expect(line.endsWith("\n")).toBe(true);
          expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E]/u);
        }
        const parsed = JSON.parse(formatJsonLine(entry));
        expect(parsed.value).toBe(value);
      }),
    );
  });

  it("are bounded", () => {
    const line = formatTextLine({ at: AT, level: "info", message: "x".repeat(1e6), fields: {} });
    expect(line.length).toBeLessThan(9000);
    expect(line).toContain("(1000000 characters)");
  });
});

describe("the file", () => {
  it("gets the same lines, and a new file after reopen", async () => {
    const log = create({ filePath: join(folder, "log") });
    log.info("before");
    await log.drain(1000);
    renameSync(join(folder, "log"), join(folder, "log.1"));
    log.info("still the old one");
    await log.drain(1000);
    log.reopen();
    log.info("after");
    await log.drain(1000);
    expect(read("log.1")).toMatch(/before\n.*still the old one\n$/);
    expect(read("log")).toMatch(/^[^\n]*after\n$/);
    expect(log.countDropped()).toBe(0);
  });

  it("is appended to", async () => {
    for (const word of ["one", "two"]) {
      const log = create({ filePath: join(folder, "log") });
      log.info(word);
      await log.drain(1000);
    }
    expect(read("log")).toMatch(/one\n.*two\n$/);
  });

  it("that cannot be opened costs its lines, is said once, and is taken up when it can", async () => {
    const log = create({ filePath: join(folder, "missing", "log") });
    log.info("one");
    await log.drain(1000);
    log.info("two");
    await log.drain(1000);
    expect(read("out").match(/The log file cannot be written file=\S+ error=ENOENT/g)).toHaveLength(1);
    expect(read("out")).toMatch(/one\n[\s\S]*two\n/);
    expect(log.countDropped()).toBe(2);
    spawnSync("mkdir", [join(folder, "missing")]);
    log.info("three");
    await log.drain(1000);
    expect(read("missing/log")).toMatch(/^[^\n]*three\n$/);
  });

  it("on a full disk costs its lines and nothing else", async () => {
    const log = create({ filePath: "/dev/full" });
    log.info("one");
    await log.drain(1000);
    expect(log.countDropped()).toBe(1);
    expect(read("out")).toContain("error=ENOSPC");
  });

  it("that is a FIFO without a reader holds nothing up", async () => {
    const path = join(folder, "fifo");
    spawnSync("mkfifo", [path]);
    const log = create({ filePath: path });
    log.info("one");
    await log.drain(1000);
    expect(log.countDropped()).toBe(1);
    expect(read("out")).toContain("error=ENXIO");
  });

  it("of a flood keeps a bounded amount waiting and counts the rest", async () => {
    const log = create();
    for (let i = 0; i < 1000; i++) log.info("x".repeat(8000));
    await log.drain(5000);
    const written = read("out").split("\n").length - 1;
    expect(written).toBeGreaterThan(100);
    expect(written + log.countDropped()).toBe(1000);
  });
});

describe("standard output", () => {
  it("that is closed neither stops nor throws", async () => {
    const pipe = join(folder, "pipe");
    spawnSync("mkfifo", [pipe]);
    const reader = spawn("sh", ["-c", `exec < ${pipe}; read line; exit 0`]);
    const fd = openSync(pipe, "w");
    try {
      const log = create({ outputFd: fd });
      log.info("one");
      await new Promise((resolve) => reader.once("exit", resolve));
      log.info("two");
      await log.drain(1000);
      log.info("three");
      await log.drain(1000);
      expect(log.countDropped()).toBe(2);
    } finally {
      closeSync(fd);
    }
  });
});
