import { execFile } from "node:child_process";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..", "..");
const RULES = ["lint/style/noRestrictedImports", "lint/style/noRestrictedGlobals", "lint/style/noCommonJs", "plugin"];

interface Diagnostic {
  category: string;
  location: { path: string | { file: string } };
}

/** Paths of the files in which one of our rules is broken, with the rule. */
export async function findBreaches(folder: string, ...more: string[]): Promise<string[]> {
  const biome = join(ROOT, "node_modules", ".bin", "biome");
  const args = ["lint", "--reporter=json", "--max-diagnostics=none", ...more, "."];
  const output = await new Promise<string>((done) => {
    execFile(biome, args, { cwd: folder, maxBuffer: 1 << 28 }, (_error, stdout) => done(stdout));
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] };
  return diagnostics
    .filter(({ category }) => RULES.includes(category))
    .map(({ category, location: { path } }) => `${typeof path === "string" ? path : path.file} ${category}`);
}
