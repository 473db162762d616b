import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where to find the program, or why there is none, as one sentence. */
export type NagiosProgram =
  | { kind: "found"; binaryPath: string; version: string }
  | { kind: "unavailable"; reason: string };

const PACKAGE = "nagios4-core";
const BINARY = join("usr", "sbin", "nagios4");
const DOWNLOAD_TIMEOUT_MS = 180_000;

/**
 * Finds Debian's Nagios Core 4: unpacked by an earlier run, installed on this machine, or fetched now with apt-get and
 * unpacked into the cache folder. Installs and starts nothing.
 */
export async function fetchNagios(
  cacheFolder = resolve("node_modules", ".cache", "vitrine-nagios"),
): Promise<NagiosProgram> {
  const cached = join(cacheFolder, BINARY);
  for (const binaryPath of [cached, "/usr/sbin/nagios4"]) {
    const version = await askVersion(binaryPath);
    if (version !== null) return { kind: "found", binaryPath, version };
  }
  try {
    await unpackPackage(cacheFolder);
  } catch (error) {
    return { kind: "unavailable", reason: `Nagios cannot be fetched with apt-get: ${shorten(error)}` };
  }
  const version = await askVersion(cached);
  if (version !== null) return { kind: "found", binaryPath: cached, version };
  return { kind: "unavailable", reason: `the Nagios of Debian's package ${PACKAGE} does not run on this machine` };
}

async function askVersion(binaryPath: string): Promise<string | null> {
  // Nagios answers -V with exit code 0 on some versions and 3 on others.
  const { stdout } = await run(binaryPath, ["-V"], { timeout: 10_000 }).catch((error: { stdout?: string }) => ({
    stdout: error.stdout ?? "",
  }));
  return /^Nagios Core (\S+)/m.exec(stdout)?.[1] ?? null;
}

async function unpackPackage(cacheFolder: string): Promise<void> {
  await mkdir(resolve(cacheFolder, ".."), { recursive: true });
  const working = await mkdtemp(`${cacheFolder}-`);
  try {
    await download(working).catch(async () => {
      await run("apt-get", ["update"], { timeout: DOWNLOAD_TIMEOUT_MS });
      await download(working);
    });
    const file = (await readdir(working)).find((name) => name.endsWith(".deb"));
    if (file === undefined) throw new Error(`apt-get left no ${PACKAGE} behind`);
    const unpacked = join(working, "root");
    await run("dpkg", ["-x", join(working, file), unpacked], { timeout: DOWNLOAD_TIMEOUT_MS });
    await rm(cacheFolder, { recursive: true, force: true });
    await rename(unpacked, cacheFolder);
  } finally {
    await rm(working, { recursive: true, force: true });
  }
}

async function download(folder: string): Promise<void> {
  await run("apt-get", ["download", PACKAGE], { cwd: folder, timeout: DOWNLOAD_TIMEOUT_MS });
}

/** The line of an error that says most: apt-get's own, else the message. */
function shorten(error: unknown): string {
  const { stderr = "", message = String(error) } = error as { stderr?: string; message?: string };
  const lines = stderr.split("\n").filter((line) => line.startsWith("E: "));
  return lines.at(-1)?.slice(3) ?? message.split("\n")[0] ?? message;
}
