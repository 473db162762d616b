import { dirname, join, resolve } from "node:path";
import type { NagiosPaths } from "@/lib/config/config";
import { type MainConfig, parseMainConfig, USUAL_CONFIG_PATHS } from "@/lib/nagios/main-config";

/** Where Nagios' files are. They need not exist (yet): a file that was named may come. */
export interface NagiosFiles {
  statusPath: string;
  /** Null when nobody named it and nothing is known of it. */
  objectCachePath: string | null;
  logPath: string;
  archivePath: string;
  /** The `nagios.cfg` that was read; null when none was. */
  configPath: string | null;
  /** Length of Nagios' unit of time. */
  intervalLengthMs: number;
  /** How often Nagios writes its status file. */
  statusUpdateIntervalMs: number;
}

export type LocatedNagios =
  | ({
      kind: "found";
      /** One sentence for people. */
      how: string;
    } & NagiosFiles)
  /** Nothing is configured and none of the usual places exists. */
  | { kind: "none"; looked: string[] }
  /** Something is there or was named, and does not tell where the status file is. */
  | { kind: "broken"; reason: string };

export interface LocateDeps {
  config: { nagios: NagiosPaths };
  /** Whether something stands at a path; false also when it may not be seen. */
  exists(path: string): Promise<boolean>;
  /** Rejects as `fs.promises.readFile` does. */
  readFile(path: string): Promise<string>;
  /** The paths that a pattern with `*` stands for, in a stable order. */
  expand(pattern: string): Promise<string[]>;
}

/** Places of the status file where nothing but Nagios' data is mounted, as in containers. */
const USUAL_STATUS_PATHS = [
  "/usr/local/nagios/var/status.dat",
  "/var/lib/nagios4/status.dat",
  "/var/cache/nagios4/status.dat",
  "/var/spool/nagios/status.dat",
  "/var/log/nagios/status.dat",
  "/var/cache/nagios3/status.dat",
  "/var/cache/naemon/status.dat",
  "/opt/nagios/var/status.dat",
];

/**
 * Finds Nagios' files: what the configuration names, else the usual places. A path that was given on its own wins
 * over `nagios.cfg`. With a status file alone, the `nagios.cfg` of the usual places that names the same file tells
 * the rest, else `objects.cache` beside it.
 */
export async function locateNagios(deps: LocateDeps): Promise<LocatedNagios> {
  const given = deps.config.nagios;
  if (given.configPath !== null) return locateByConfig(given.configPath, deps);
  if (given.statusPath !== null) return locateByStatus(given.statusPath, deps);
  return searchUsualPlaces(deps);
}

async function locateByConfig(configPath: string, deps: LocateDeps): Promise<LocatedNagios> {
  const given = deps.config.nagios;
  const read = await readMainConfig(configPath, deps);
  if (read.kind === "read" && (given.statusPath ?? read.statusPath) !== null) {
    return combine(given, read, `Nagios' files are as ${configPath} says.`);
  }
  const reason = read.kind === "read" ? `${configPath} names no status_file` : read.reason;
  if (given.statusPath === null) return { kind: "broken", reason };
  return combine(given, null, `The status file is ${given.statusPath}, as configured; ${reason}.`);
}

async function locateByStatus(statusPath: string, deps: LocateDeps): Promise<LocatedNagios> {
  const given = deps.config.nagios;
  for (const candidate of await readUsualConfigs(deps)) {
    if (candidate.kind !== "read" || candidate.statusPath !== statusPath) continue;
    return combine(
      given,
      candidate,
      `The status file is ${statusPath}, as configured; ${candidate.path} tells the rest.`,
    );
  }
  return combine(given, null, `The status file is ${statusPath}, as configured.`);
}

async function searchUsualPlaces(deps: LocateDeps): Promise<LocatedNagios> {
  const given = deps.config.nagios;
  const configs = await readUsualConfigs(deps);
  const usable = configs.filter((candidate) => candidate.kind === "read" && candidate.statusPath !== null);
  for (const [index, candidate] of (await sortByPresence(usable, deps)).entries()) {
    if (candidate.kind !== "read" || index > 0) break;
    const others = usable.filter((other) => other !== candidate).map((other) => other.path);
    const more = others.length === 0 ? "" : ` Not used: ${others.join(", ")}.`;
    return combine(given, candidate, `Found Nagios by ${candidate.path}.${more}`);
  }
  for (const statusPath of USUAL_STATUS_PATHS) {
    if (await deps.exists(statusPath)) {
      return combine({ ...given, statusPath }, null, `Found Nagios' status file at ${statusPath}.`);
    }
  }
  const [first] = configs;
  if (first === undefined) return { kind: "none", looked: [...USUAL_CONFIG_PATHS, ...USUAL_STATUS_PATHS] };
  return { kind: "broken", reason: first.kind === "read" ? `${first.path} names no status_file` : first.reason };
}

type ReadConfig =
  | { kind: "read"; path: string; main: MainConfig; statusPath: string | null }
  | { kind: "unreadable"; path: string; reason: string };

/** Every `nagios.cfg` of the usual places that exists, in their order. */
async function readUsualConfigs(deps: LocateDeps): Promise<ReadConfig[]> {
  const found: ReadConfig[] = [];
  for (const pattern of USUAL_CONFIG_PATHS) {
    const paths = pattern.includes("*") ? await deps.expand(pattern) : [pattern];
    for (const path of paths) {
      if (await deps.exists(path)) found.push(await readMainConfig(path, deps));
    }
  }
  return found;
}

async function readMainConfig(path: string, deps: LocateDeps): Promise<ReadConfig> {
  try {
    const main = parseMainConfig(await deps.readFile(path));
    return {
      kind: "read",
      path,
      main,
      statusPath: main.statusFile === null ? null : resolve(dirname(path), main.statusFile),
    };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException | null)?.code ?? "an error");
    return { kind: "unreadable", path, reason: `${path} ${READ_FAULTS[code] ?? `cannot be read (${code})`}` };
  }
}

const READ_FAULTS: Record<string, string> = {
  ENOENT: "does not exist",
  EACCES: "may not be read by this user",
  EISDIR: "is a directory",
};

/** Those whose status file is there come first: an old installation's leftovers must not hide the running one. */
async function sortByPresence(configs: ReadConfig[], deps: LocateDeps): Promise<ReadConfig[]> {
  const present: ReadConfig[] = [];
  const absent: ReadConfig[] = [];
  for (const candidate of configs) {
    const isThere =
      candidate.kind === "read" && candidate.statusPath !== null && (await deps.exists(candidate.statusPath));
    (isThere ? present : absent).push(candidate);
  }
  return [...present, ...absent];
}

/** Lays what was given over what `nagios.cfg` says. */
function combine(given: NagiosPaths, read: Extract<ReadConfig, { kind: "read" }> | null, how: string): LocatedNagios {
  const statusPath = given.statusPath ?? read?.statusPath;
  if (statusPath == null) throw new Error("combine needs a status file");
  const inConfig = (path: string | null | undefined) =>
    read === null || path == null ? null : resolve(dirname(read.path), path);
  const logPath = given.logPath ?? inConfig(read?.main.logFile) ?? join(dirname(statusPath), "nagios.log");
  return {
    kind: "found",
    how,
    statusPath,
    objectCachePath:
      given.objectCachePath ?? inConfig(read?.main.objectCacheFile) ?? join(dirname(statusPath), "objects.cache"),
    logPath,
    archivePath: given.archivePath ?? inConfig(read?.main.logArchivePath) ?? join(dirname(logPath), "archives"),
    configPath: read?.path ?? null,
    intervalLengthMs: (read?.main.intervalLength ?? 60) * 1000,
    statusUpdateIntervalMs: (read?.main.statusUpdateInterval ?? 10) * 1000,
  };
}
