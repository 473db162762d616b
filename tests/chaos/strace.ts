import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { shortenError, unpackPackage } from "@/tests/support/debian-package";

const CACHE = resolve("node_modules", ".cache", "vitrine-strace");

export type Strace = { kind: "found"; program: string } | { kind: "unavailable"; reason: string };

/** The strace of this machine, or Debian's, fetched now with apt-get. Only root may trace what lacks capabilities. */
export async function findStrace(): Promise<Strace> {
  if (process.getuid?.() !== 0) return { kind: "unavailable", reason: "only root may trace the server" };
  const fetched = join(CACHE, "usr", "bin", "strace");
  for (const program of ["strace", fetched]) if (works(program)) return { kind: "found", program };
  try {
    if (!existsSync(fetched)) await unpackPackage("strace", CACHE);
    return works(fetched)
      ? { kind: "found", program: fetched }
      : { kind: "unavailable", reason: "strace does not run" };
  } catch (error) {
    return { kind: "unavailable", reason: `there is no strace: ${shortenError(error)}` };
  }
}

function works(program: string): boolean {
  try {
    execFileSync(program, ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
