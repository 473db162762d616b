import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { shortenError, unpackPackage } from "@/tests/support/debian-package";

const run = promisify(execFile);

/** Where to find the program, or why there is none, as one sentence. */
export type NagiosProgram =
  | { kind: "found"; binaryPath: string; version: string }
  | { kind: "unavailable"; reason: string };

const PACKAGE = "nagios4-core";
const BINARY = join("usr", "sbin", "nagios4");

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
    await unpackPackage(PACKAGE, cacheFolder);
  } catch (error) {
    return { kind: "unavailable", reason: `Nagios cannot be fetched with apt-get: ${shortenError(error)}` };
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
