import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { formatFaults } from "@/lib/config/format-faults";
import type { LoadedConfig } from "@/lib/config/load";
import { compareAvailability } from "./availability-command";
import { backfill } from "./backfill-command";
import { backUp, restore } from "./backup-commands";
import { loadOwnConfig } from "./config-watch";
import { runDoctor } from "./doctor";
import { ensureBuild } from "./ensure-build";
import { EXIT } from "./exit-codes";
import { dropForeignPage, keptPagePath } from "./kept-publication";
import { findLeaks } from "./leaks-command";
import { describeSettings, showNagios } from "./public-settings";
import { runServer, type SupervisorSettings } from "./run-server";

const USAGE = `Usage: vitrine COMMAND

  start    build when needed, find Nagios, serve the page
  build    build the pages, nothing else
  doctor   check the configuration against this machine
  leaks    ask the running service for everything that anybody may, and look for what
           was not put on show (--url)
  backup   make a verified backup now, beside the running service
  restore  put the newest good backup in the place of the database, or the FILE that is named
  backfill read the past from Nagios' logs, while the service is stopped (--since, --dry-run)
  availability --compare avail.csv --from TIME
           hold our figures against a report of Nagios' own

The configuration is ./config.yaml, or the file that CONFIG_PATH names.`;

/** Runs one command of the command line; answers its exit code. */
export async function runCommand(words: readonly string[], root: string): Promise<number> {
  const [command = "start", ...rest] = words;
  const [argument] = rest;
  switch (command) {
    case "start":
      return start(root);
    case "build":
      return (await ensureBuild(root)) ? EXIT.ok : EXIT.failed;
    case "doctor":
      return withConfig(root, ({ config, warnings, path }) => runDoctor(config, root, { warnings, configPath: path }));
    case "leaks":
      return withConfig(root, ({ config }) => findLeaks(config, rest));
    case "backup":
      return withConfig(root, ({ config }) => backUp(config));
    case "restore":
      return withConfig(root, ({ config }) => restore(config, root, argument === undefined ? null : resolve(argument)));
    case "backfill":
      return withConfig(root, ({ config }) => backfill(config, root, rest));
    case "availability":
      return withConfig(root, ({ config }) => compareAvailability(config, rest));
    case "help":
    case "--help":
      console.log(USAGE);
      return EXIT.ok;
    default:
      console.error(`vitrine knows no command "${command}".\n\n${USAGE}`);
      return EXIT.usage;
  }
}

async function start(root: string): Promise<number> {
  const settings = await findSettings(root);
  if (settings === null) return EXIT.config;
  return runServer(root, settings);
}

/**
 * What the supervisor has to know; null when a faulty configuration leaves nothing to serve. A service that has run
 * before goes on with its last known page, and takes the configuration over when it is mended.
 */
async function findSettings(root: string): Promise<SupervisorSettings | null> {
  const loaded = await load(root);
  if (loaded.kind === "ok") {
    const { config } = loaded;
    await dropForeignPage(keptPagePath(config.database.path), describeSettings(config, showNagios(config)).choice);
    return config;
  }
  console.error(formatFaults(loaded.faults));
  const { api, database } = loaded.sound;
  if (!existsSync(keptPagePath(database.path))) return null;
  console.error("The last known page is shown until the configuration is mended.");
  return { api, database, logging: { format: "text", level: "info", filePath: null }, page: { language: "en" } };
}

type Loaded = Extract<LoadedConfig, { kind: "ok" }>;

/** Does something with the configuration, or prints its faults. */
async function withConfig(root: string, action: (loaded: Loaded) => Promise<boolean>): Promise<number> {
  const loaded = await load(root);
  if (loaded.kind === "ok") return (await action(loaded)) ? EXIT.ok : EXIT.failed;
  console.error(formatFaults(loaded.faults));
  return EXIT.config;
}

/** The server reads the same file, wherever it runs. */
function load(root: string): Promise<LoadedConfig> {
  if (process.env.CONFIG_PATH) process.env.CONFIG_PATH = resolve(process.env.CONFIG_PATH);
  return loadOwnConfig(root);
}
