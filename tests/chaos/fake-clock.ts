import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { unpackPackage } from "@/tests/support/debian-package";

/** The wall clock of a process, to be set while it runs; what it measures spans by goes on as ever. */
export interface FakeClock {
  /** For the process. */
  env: Record<string, string>;
  /** Sets the clock to so much after the true time. */
  setAhead(ms: number): void;
  aheadMs(): number;
  dispose(): void;
}

const CACHE = resolve("node_modules", ".cache", "vitrine-faketime");

/** Makes a clock with the libfaketime of this machine, or Debian's, fetched now with apt-get; null without either. */
export async function createFakeClock(): Promise<FakeClock | null> {
  const library = findLibrary("/usr") ?? findLibrary(join(CACHE, "usr")) ?? (await fetchLibrary());
  if (library === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "vitrine-clock-"));
  const path = join(folder, "time");
  let ahead = 0;
  const setAhead = (ms: number) => {
    ahead = ms;
    const seconds = (ms / 1000).toFixed(3);
    writeFileSync(path, ms < 0 ? seconds : `+${seconds}`);
  };
  setAhead(0);
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: path,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    },
    setAhead,
    aheadMs: () => ahead,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function findLibrary(prefix: string): string | null {
  const base = join(prefix, "lib");
  if (!existsSync(base)) return null;
  const paths = readdirSync(base).map((name) => join(base, name, "faketime", "libfaketimeMT.so.1"));
  return paths.find((path) => existsSync(path)) ?? null;
}

async function fetchLibrary(): Promise<string | null> {
  await unpackPackage("libfaketime", CACHE).catch(() => undefined);
  return findLibrary(join(CACHE, "usr"));
}
