import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "@/lib/config/config";
import { systemClock } from "@/lib/platform/clock";
import { createLog } from "@/lib/platform/create-log";
import type { Log } from "@/lib/platform/log";
import { ensureBuild, isBuilt } from "./ensure-build";
import { EXIT } from "./exit-codes";
import { keptPagePath } from "./kept-publication";
import { createDoor, type Door } from "./process/door";
import { createKeptPageReader } from "./process/kept-page";
import { createNotifier } from "./process/notifier";
import { type RestartNote, writeRestart } from "./process/restart-note";
import { createStandInListener } from "./process/stand-in-listener";
import { createSupervisor, type Supervisor } from "./process/supervisor";
import { SIGNALS } from "./process-state";

/** What the supervisor has to know of the configuration. */
export type SupervisorSettings = Pick<Config, "api" | "database" | "logging"> & {
  page: Pick<Config["page"], "language">;
};

type Address = Pick<Config["api"], "host" | "port">;

const LAST_WORDS_MS = 1_000;

/**
 * Runs the server in a process of its own, starts it again whenever it ends, and answers in its place meanwhile, also
 * while the pages are built when there is a page from before. Resolves with the exit code: 0 after SIGTERM or SIGINT, 1 when the port cannot be had at
 * the start or the build fails.
 */
export async function runServer(root: string, settings: SupervisorSettings): Promise<number> {
  const { api, database, logging, page } = settings;
  const log = createLog(logging);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const notifier = createNotifier(process.env, log);
  const keptPath = keptPagePath(database.path);
  const readPage = createKeptPageReader(keptPath);
  const door = createDoor({
    ...api,
    answer: createStandInListener({ readPage, now: systemClock.now, usual: page.language }),
    onFault: (error) => log.warn("The port cannot be had for the moment", { port: api.port, error }),
  });
  const supervisor = createSupervisor({
    spawnServer: (note) => spawnServer(root, api, note),
    door,
    notifier,
    clock: systemClock,
    log,
    random: Math.random,
    onServing: (restarts) => sayServing(restarts, api, log),
  });
  process.on("SIGHUP", () => {
    log.reopen();
    supervisor.passOn("SIGHUP");
  });
  const code = await serve(root, { api, door, supervisor, log, keptPath });
  door.release();
  await Promise.all([notifier.settle(), log.drain(LAST_WORDS_MS)]);
  return code;
}

interface Parts {
  api: Address;
  door: Door;
  supervisor: Supervisor;
  log: Log;
  keptPath: string;
}

async function serve(root: string, { api, door, supervisor, log, keptPath }: Parts): Promise<number> {
  // A start takes two seconds, a build half a minute: for that long visitors see the page from before, if there is one.
  const standsIn = existsSync(keptPath) && !(await isBuilt(root));
  try {
    await door.openFirst();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.error(`Vitrine cannot listen on ${api.host}:${api.port}: ${why}`);
    return EXIT.failed;
  }
  if (!standsIn) door.release();
  if (!(await ensureBuild(root))) return EXIT.failed;
  for (const signal of SIGNALS) process.on(signal, supervisor.stop);
  return supervisor.run(standsIn);
}

function sayServing(restarts: number, { host, port }: Address, log: Log): void {
  if (restarts > 0) log.info(`The server answers again (restart ${restarts})`);
  else console.log(`Vitrine is ready: http://${host === "0.0.0.0" || host === "::" ? "localhost" : host}:${port}/`);
}

function spawnServer(root: string, { host, port }: Address, note: RestartNote | null): ChildProcess {
  const { NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID, ...env } = process.env;
  return spawn(process.execPath, [join(root, "bin", "server.mjs")], {
    cwd: root,
    env: {
      ...env,
      ...writeRestart(note),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // Not API_HOST: that would overrule the configuration when it changes.
      VITRINE_HOST: host,
      VITRINE_PORT: String(port),
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}
