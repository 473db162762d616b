import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { shortenError, unpackPackage } from "@/tests/support/debian-package";
import { waitUntil } from "@/tests/support/vitrine-server";

const run = promisify(execFile);

const CACHE = resolve("node_modules", ".cache", "vitrine-fuse");
const PROGRAM = join(CACHE, "hanging-fs");
const SOURCE = resolve("tests", "chaos", "fixtures", "hanging-fs.c");

export type HangingProgram = { kind: "found"; program: string } | { kind: "unavailable"; reason: string };

/** Compiles the file system that hangs, with the libfuse of this machine or Debian's, fetched now with apt-get. */
export async function buildHangingFs(): Promise<HangingProgram> {
  if (!existsSync("/dev/fuse")) return { kind: "unavailable", reason: "this machine has no /dev/fuse" };
  mkdirSync(CACHE, { recursive: true });
  try {
    const flags = await findFlags();
    await run("gcc", ["-O1", "-o", PROGRAM, SOURCE, ...flags], { timeout: 60_000 });
    return { kind: "found", program: PROGRAM };
  } catch (error) {
    return { kind: "unavailable", reason: `the file system that hangs cannot be built: ${shortenError(error)}` };
  }
}

async function findFlags(): Promise<string[]> {
  const installed = await run("pkg-config", ["--cflags", "--libs", "fuse3"]).catch(() => null);
  if (installed !== null) return installed.stdout.trim().split(/\s+/);
  const [headers, library] = [join(CACHE, "libfuse3-dev"), join(CACHE, "libfuse3-3")];
  if (!existsSync(headers)) await unpackPackage("libfuse3-dev", headers);
  if (!existsSync(library)) await unpackPackage("libfuse3-3", library);
  const { stdout } = await run("find", [library, "-name", "libfuse3.so.3"]);
  const path = stdout.trim().split("\n")[0] ?? "";
  return [`-I${join(headers, "usr", "include", "fuse3")}`, path, `-Wl,-rpath,${resolve(path, "..")}`];
}

/** A folder that shows the files of another one, until it hangs. */
export interface HangingFolder {
  path: string;
  hang(): void;
  release(): void;
  dispose(): Promise<void>;
}

/** Mounts it. Whoever looks into it while it hangs waits, and cannot be killed. */
export async function mountHangingFolder(program: string, shown: string): Promise<HangingFolder> {
  const base = mkdtempSync(join(tmpdir(), "vitrine-hanging-"));
  const [path, flag] = [join(base, "mount"), join(base, "hangs")];
  mkdirSync(path);
  const child: ChildProcess = spawn(program, [shown, flag, path], { stdio: "ignore" });
  const isMounted = () => execFileSync("cat", ["/proc/mounts"], { encoding: "utf8" }).includes(` ${path} `);
  await waitUntil(() => {
    if (child.exitCode !== null) throw new Error("the file system ended");
    return isMounted();
  }, 10_000);
  const release = () => rmSync(flag, { force: true });
  return {
    path,
    hang: () => writeFileSync(flag, ""),
    release,
    async dispose() {
      release();
      const ended = new Promise<void>((done) => child.once("exit", () => done()));
      child.kill("SIGTERM");
      await ended;
      if (isMounted()) await run("umount", ["-l", path]).catch(() => undefined);
      rmSync(base, { recursive: true, force: true });
    },
  };
}
