import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** How the search for Nagios looks at the machine. */
export const fileAccess = {
  async exists(path: string): Promise<boolean> {
    return access(path).then(
      () => true,
      () => false,
    );
  },

  readFile: (path: string): Promise<string> => readFile(path, "latin1"),

  /** Every path that a pattern stands for, where `*` is one whole folder: `/omd/sites/*` and the like. */
  async expand(pattern: string): Promise<string[]> {
    const [before, after] = splitAtStar(pattern);
    if (after === null) return [before];
    const names = await readdir(before).catch(() => []);
    return names.sort().map((name) => join(before, name, after));
  },
};

function splitAtStar(pattern: string): [string, string | null] {
  const star = pattern.indexOf("*");
  return star < 0 ? [pattern, null] : [pattern.slice(0, star), pattern.slice(star + 1)];
}
