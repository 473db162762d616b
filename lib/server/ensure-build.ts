import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** What the build is made of. */
const SOURCES = [
  "app",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "package-lock.json",
  "tsconfig.json",
];

/** Builds the pages unless the last build is of exactly these sources. False when the build fails; it says why. */
export async function ensureBuild(root: string): Promise<boolean> {
  if (await isBuilt(root)) return true;
  const fingerprint = await fingerprintSources(root);
  const mark = markPath(root);
  console.log("Building the pages, which takes about half a minute after an installation or update ...");
  if (!(await build(root))) return false;
  await mkdir(dirname(mark), { recursive: true });
  await writeFile(mark, fingerprint);
  return true;
}

/** Whether the last build is of exactly these sources. */
export async function isBuilt(root: string): Promise<boolean> {
  const built = await readFile(markPath(root), "utf8").catch(() => null);
  return built !== null && built === (await fingerprintSources(root));
}

function markPath(root: string): string {
  return join(root, ".next", "vitrine", "built-from");
}

async function fingerprintSources(root: string): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const source of SOURCES) {
    for (const path of await listFiles(join(root, source))) {
      hash.update(relative(root, path)).update(await readFile(path));
    }
  }
  return hash.digest("hex");
}

/** The path itself, or all files below it but tests, in a stable order; nothing when it does not exist. */
async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOTDIR") return null;
    if (code === "ENOENT") return [];
    throw error;
  });
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Runs Next's build; its output is shown only when it fails. */
function build(root: string): Promise<boolean> {
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`The build could not be started: ${error.message}`);
      resolve(false);
    });
    child.on("close", (code) => {
      if (code !== 0) console.error(`${Buffer.concat(output).toString()}\nThe build failed.`);
      resolve(code === 0);
    });
  });
}
