import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const DOWNLOAD_TIMEOUT_MS = 180_000;

/** Fetches a package of Debian's with apt-get and unpacks it into a folder. Installs and starts nothing. */
export async function unpackPackage(name: string, folder: string): Promise<void> {
  await mkdir(resolve(folder, ".."), { recursive: true });
  const working = await mkdtemp(`${folder}-`);
  try {
    await download(name, working).catch(async () => {
      await run("apt-get", ["update"], { timeout: DOWNLOAD_TIMEOUT_MS });
      await download(name, working);
    });
    const file = (await readdir(working)).find((entry) => entry.endsWith(".deb"));
    if (file === undefined) throw new Error(`apt-get left no ${name} behind`);
    const unpacked = join(working, "root");
    await run("dpkg", ["-x", join(working, file), unpacked], { timeout: DOWNLOAD_TIMEOUT_MS });
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
  } finally {
    await rm(working, { recursive: true, force: true });
  }
}

async function download(name: string, folder: string): Promise<void> {
  await run("apt-get", ["download", name], { cwd: folder, timeout: DOWNLOAD_TIMEOUT_MS });
}

/** The line of an error that says most: apt-get's own, else the message. */
export function shortenError(error: unknown): string {
  const { stderr = "", message = String(error) } = error as { stderr?: string; message?: string };
  const lines = stderr.split("\n").filter((line) => line.startsWith("E: "));
  return lines.at(-1)?.slice(3) ?? message.split("\n")[0] ?? message;
}
