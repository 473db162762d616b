import { access, constants, lstat, readFile, readlink } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join, parse, resolve, sep } from "node:path";

/** One folder or file on the way to a path. */
export interface Step {
  path: string;
  isFolder: boolean;
  uid: number;
  gid: number;
  /** The permission bits, special bits included. */
  mode: number;
  owner: string;
  group: string;
}

/** What is wanted of the last step: `list` and `write` are meant for folders too. */
export type Need = "read" | "write" | "list" | "enter";

/** How far this process comes on the way to a path. */
export type Way =
  | { kind: "open"; last: Step }
  | { kind: "blocked"; at: Step; need: Need }
  /** The first thing on the way that is not there, and the folder in which it is missing. */
  | { kind: "missing"; path: string; folder: Step | null }
  | { kind: "loop"; path: string }
  | { kind: "failed"; path: string; code: string };

/** The user of this process. */
export interface Reader {
  name: string;
  uid: number;
  gids: readonly number[];
  /** Names of groups that list the user, in force for this process or not. */
  groups: readonly string[];
}

/** Names of the machine's accounts. Those of a directory service are not in the files and stay numbers. */
export interface Accounts {
  users: ReadonlyMap<number, string>;
  groups: ReadonlyMap<number, { name: string; members: readonly string[] }>;
}

export async function readAccounts(): Promise<Accounts> {
  const [passwd, group] = await Promise.all(["/etc/passwd", "/etc/group"].map(readColons));
  return {
    users: new Map(passwd?.map(([name = "", , uid]) => [Number(uid), name])),
    groups: new Map(
      group?.map(([name = "", , gid, members = ""]) => [Number(gid), { name, members: members.split(",") }]),
    ),
  };
}

async function readColons(path: string): Promise<string[][]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(":"));
}

export function describeReader(accounts: Accounts): Reader {
  const uid = process.getuid?.() ?? 0;
  const name = nameUser() ?? accounts.users.get(uid) ?? String(uid);
  const listed = [...accounts.groups.values()].filter(({ members }) => members.includes(name));
  return { name, uid, gids: process.getgroups?.() ?? [], groups: listed.map((group) => group.name) };
}

/** Null in a container that runs as a number without a name. */
function nameUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

const MAX_LINKS = 40;

/** Walks to a path step by step, symbolic links included, and answers where this process is stopped. */
export async function walkTo(path: string, need: Need, accounts: Accounts): Promise<Way> {
  let links = 0;
  let parts = splitPath(path);
  let here = parse(resolve(path)).root;
  let folder: Step | null = null;
  for (;;) {
    const isLast = parts.length === 0;
    try {
      const stats = await lstat(here);
      if (stats.isSymbolicLink()) {
        links += 1;
        if (links > MAX_LINKS) return { kind: "loop", path };
        const target = resolve(dirname(here), await readlink(here));
        parts = [...splitPath(target), ...parts];
        here = parse(target).root;
        continue;
      }
      const step = describeStep(here, stats, accounts);
      const wanted = isLast ? need : "enter";
      if (!(await mayDo(here, wanted))) return { kind: "blocked", at: step, need: wanted };
      if (isLast) return { kind: "open", last: step };
      folder = step;
    } catch (error) {
      return explainStop(here, folder, error);
    }
    here = join(here, parts[0] ?? "");
    parts = parts.slice(1);
  }
}

function splitPath(path: string): string[] {
  return resolve(path)
    .split(sep)
    .filter((part) => part !== "");
}

function describeStep(
  path: string,
  stats: { isDirectory(): boolean; uid: number; gid: number; mode: number },
  { users, groups }: Accounts,
): Step {
  const { uid, gid } = stats;
  return {
    path,
    isFolder: stats.isDirectory(),
    uid,
    gid,
    mode: stats.mode & 0o7777,
    owner: users.get(uid) ?? String(uid),
    group: groups.get(gid)?.name ?? String(gid),
  };
}

const MODES = {
  read: constants.R_OK,
  write: constants.R_OK | constants.W_OK,
  list: constants.R_OK | constants.X_OK,
  enter: constants.X_OK,
} satisfies Record<Need, number>;

async function mayDo(path: string, need: Need): Promise<boolean> {
  return access(path, MODES[need]).then(
    () => true,
    () => false,
  );
}

function explainStop(path: string, folder: Step | null, error: unknown): Way {
  const code = error instanceof Error && "code" in error ? String(error.code) : "an error";
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing", path, folder };
  if (code === "ELOOP") return { kind: "loop", path };
  return { kind: "failed", path, code };
}
