import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makePageViews } from "@/tests/fixtures/page-views";
import { createKeptPageReader, KEPT_FORMAT, parseKeptPage } from "./kept-page";

const PAGE = makePageViews(1_795_440_720_000).operational;
const keep = (name: string) => JSON.stringify({ format: KEPT_FORMAT, page: { ...PAGE, name }, components: [] });

let folder: string;
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-kept-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the kept page", () => {
  it("is read again when it has changed", async () => {
    writeFileSync(path("a"), keep("old"));
    const read = createKeptPageReader(path("a"));
    expect((await read())?.name).toBe("old");
    writeFileSync(path("a"), keep("newest"));
    utimesSync(path("a"), 4_000_000_000, 4_000_000_000);
    expect((await read())?.name).toBe("newest");
  });

  it("is what was read before when the file breaks, and nothing when it was taken away", async () => {
    const read = createKeptPageReader(path("a"));
    expect(await read()).toBeNull();
    writeFileSync(path("a"), keep("kept"));
    expect((await read())?.name).toBe("kept");
    writeFileSync(path("a"), `{"format": ${KEPT_FORMAT}, "pa`);
    expect((await read())?.name).toBe("kept");
    rmSync(path("a"));
    expect(await read()).toBeNull();
  });

  it("in whose place there is a FIFO keeps nobody waiting", async () => {
    execFileSync("mkfifo", [path("a")]);
    expect(await createKeptPageReader(path("a"))()).toBeNull();
  });

  it.each([
    "",
    "null",
    "[]",
    '{"format": 1, "page": {}}',
    JSON.stringify({ format: KEPT_FORMAT }),
    JSON.stringify({ format: KEPT_FORMAT, page: null }),
    JSON.stringify({ format: KEPT_FORMAT, page: { name: "x" } }),
    JSON.stringify({ format: KEPT_FORMAT, page: { ...PAGE, freshUntil: "always" } }),
    JSON.stringify({ format: KEPT_FORMAT, page: { ...PAGE, groups: {} } }),
  ])("that is no page is none: %s", (text) => {
    expect(parseKeptPage(text)).toBeNull();
  });
});
