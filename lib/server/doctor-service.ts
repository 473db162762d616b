import { open, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import type { Config } from "@/lib/config/config";
import { mendAccess, quote, sayBlocked } from "./doctor-access";
import { type Accounts, type Reader, type Way, walkTo } from "./doctor-path";
import { type Finding, fail, note, ok, warn } from "./doctor-report";

export interface ServiceInput {
  config: Config;
  /** Folder of the installation. */
  root: string;
  accounts: Accounts;
  reader: Reader;
}

/** Whether the service itself has what it needs: its database, its port, its log. */
export async function judgeService({ config, root, accounts, reader }: ServiceInput): Promise<Finding[]> {
  return [
    judgeNode(process.versions.node),
    await judgeBuild(root, accounts, reader),
    await judgeDatabase(config.database.path, accounts, reader),
    await judgePort(config.api),
    judgeCredentials(config.api.credentials),
    judgeLink(config.rss),
    ...(await judgeLogFile(config.logging.filePath, accounts, reader)),
  ];
}

/** The least that package.json asks for. */
function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough ? ok(`Node ${version}`) : fail(`Node ${version} is too old`, "install Node 20.19 or newer");
}

async function judgeBuild(root: string, accounts: Accounts, reader: Reader): Promise<Finding> {
  const built = await stat(join(root, ".next", "vitrine", "built-from")).catch(() => null);
  if (built !== null) return ok("The pages were built");
  const folder = await walkTo(root, "write", accounts);
  if (folder.kind === "open") return ok("The pages will be built at the first start");
  return fail(
    `The pages are not built, and ${reader.name} may not write ${root}`,
    `sudo node ${quote(join(root, "bin/vitrine.mjs"))} build`,
  );
}

const HEAD = "SQLite format 3\0";

/** Looks without opening it as a database: that would make journals, owned by whoever runs this check. */
async function judgeDatabase(path: string, accounts: Accounts, reader: Reader): Promise<Finding> {
  const folder = await walkTo(dirname(path), "write", accounts);
  if (folder.kind === "missing") return judgeNewFolder(path, folder, accounts, reader);
  if (folder.kind !== "open") return sayStopped("The database's folder", folder, reader);
  const file = await walkTo(path, "write", accounts);
  if (file.kind === "missing") return judgeNewDatabase(path);
  if (file.kind !== "open") return sayStopped("The database", file, reader);
  if (!(await stat(path)).isFile()) return fail(`The database ${path} is not a regular file`, "set database.path");
  const head = await readHead(path);
  if (head === "") return fail(`The database ${path} is empty`, "move it away to start afresh, or restore a backup");
  if (head !== HEAD) return fail(`The database ${path} is no SQLite database`, "set database.path");
  return ok(`The database ${path} can be written`);
}

async function judgeNewDatabase(path: string): Promise<Finding> {
  const journal = await stat(`${path}-wal`).catch(() => null);
  if (journal === null || journal.size === 0) return ok(`The database ${path} will be made at the first start`);
  return fail(
    `The database ${path} is gone, but its journal ${path}-wal is there`,
    "restore the database, or move the journal away to start afresh",
  );
}

async function judgeNewFolder(
  path: string,
  missing: Extract<Way, { kind: "missing" }>,
  accounts: Accounts,
  reader: Reader,
): Promise<Finding> {
  const parent = missing.folder === null ? null : await walkTo(missing.folder.path, "write", accounts);
  if (parent?.kind === "open") return ok(`The database ${path} and its folder will be made at the first start`);
  const folder = quote(dirname(path));
  return fail(
    `The database's folder ${dirname(path)} does not exist, and ${reader.name} may not make it`,
    `sudo install -d -o ${quote(reader.name)} -m 750 ${folder}`,
  );
}

async function readHead(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD.length), 0, HEAD.length, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await file.close();
  }
}

function sayStopped(what: string, way: Exclude<Way, { kind: "open" }>, reader: Reader): Finding {
  if (way.kind === "blocked") {
    return fail(`${what}: ${sayBlocked(way.at, way.need, reader)}`, ...mendAccess(way.at, way.need, reader));
  }
  const why = way.kind === "failed" ? way.code : way.kind === "loop" ? "a loop of symbolic links" : "it is missing";
  return fail(`${what} ${way.path} cannot be used: ${why}`);
}

/** Tries to listen. A port that is taken may be taken by Vitrine itself, which is well. */
async function judgePort({ host, port }: Config["api"]): Promise<Finding> {
  const where = `${host}:${port}`;
  const code = await tryToListen(host, port);
  switch (code) {
    case null:
      return ok(`${where} is free`);
    case "EADDRINUSE":
      if (await isVitrine(host, port)) return ok(`Vitrine is running on ${where}`);
      return fail(
        `${where} is taken by another program`,
        `sudo ss -ltnp 'sport = :${port}'   (shows which), or set another api.port`,
      );
    case "EACCES":
      return fail(`This user may not listen on ${where}`, "set an api.port from 1024 on and put a proxy before it");
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return fail(`${host} is no address of this machine`, "set api.host to 127.0.0.1 or 0.0.0.0");
    default:
      return fail(`Listening on ${where} fails (${code})`);
  }
}

function tryToListen(host: string, port: number): Promise<string | null> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

const ASK_MS = 2000;

async function isVitrine(host: string, port: number): Promise<boolean> {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${port}/api/health`, { signal: AbortSignal.timeout(ASK_MS) });
    const health: unknown = await answer.json();
    return typeof health === "object" && health !== null && "scheduler_status" in health;
  } catch {
    return false;
  }
}

const SHORT_PASSWORD = 12;

function judgeCredentials(credentials: Config["api"]["credentials"]): Finding {
  if (credentials === null) {
    return note("Nobody may write updates: api.basic_auth_username and api.basic_auth_password are not set");
  }
  const text = `${credentials.username} may write updates and review links`;
  if (credentials.password.length >= SHORT_PASSWORD) return ok(text);
  return warn(`${text}, with a password of ${credentials.password.length} characters`, "openssl rand -base64 24");
}

function judgeLink({ link, guidBase }: Config["rss"]): Finding {
  if (link !== null) return ok(`Feeds link to ${link}`);
  return warn(
    `rss.link is not set: feed entries are named after ${guidBase}, and link to whatever address was asked`,
    "set rss.link to the public address, before anybody subscribes",
  );
}

/** A log that cannot be written costs lines and nothing else. */
async function judgeLogFile(path: string | null, accounts: Accounts, reader: Reader): Promise<Finding[]> {
  if (path === null) return [];
  const file = await walkTo(path, "write", accounts);
  if (file.kind === "open") return [ok(`The log file ${path} can be written`)];
  const way = file.kind === "missing" ? await walkTo(dirname(path), "write", accounts) : file;
  if (way.kind === "open") return [ok(`The log file ${path} will be made`)];
  if (way.kind === "missing") {
    const folder = quote(dirname(path));
    return [
      warn(`The log's folder ${dirname(path)} does not exist`, `sudo install -d -o ${quote(reader.name)} ${folder}`),
    ];
  }
  return [{ ...sayStopped("The log file", way, reader), mark: "warn" }];
}
