import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { formatFaults } from "@/lib/config/format-faults";
import { type LoadedConfig, loadConfig } from "@/lib/config/load";
import { runDoctor } from "./doctor";
import { ensureBuild } from "./ensure-build";
import { runServer } from "./run-server";

/** Exit codes, as in sysexits.h where it has one. */
export const EXIT = { ok: 0, failed: 1, usage: 64, config: 78 } as const;

const USAGE = `Usage: vitrine COMMAND

  start    build when needed, find Nagios, serve the page
  build    build the pages, nothing else
  doctor   check the configuration against this machine

The configuration is ./config.yaml, or the file that CONFIG_PATH names.`;

/** Runs one command of the command line; answers its exit code. */
export async function runCommand(words: readonly string[], root: string): Promise<number> {
  const [command = "start"] = words;
  switch (command) {
    case "start":
      return start(root);
    case "build":
      return (await ensureBuild(root)) ? EXIT.ok : EXIT.failed;
    case "doctor":
      return doctor(root);
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
  const loaded = await loadOrExplain(root);
  if (loaded === null) return EXIT.config;
  if (!(await ensureBuild(root))) return EXIT.failed;
  return runServer(root, loaded.config.api);
}

async function doctor(root: string): Promise<number> {
  const loaded = await loadOrExplain(root);
  if (loaded === null) return EXIT.config;
  const { config, warnings, path } = loaded;
  return (await runDoctor(config, root, { warnings, configPath: path })) ? EXIT.ok : EXIT.failed;
}

/** The configuration; null after its faults were printed. The server reads the same file, wherever it runs. */
async function loadOrExplain(root: string): Promise<Extract<LoadedConfig, { kind: "ok" }> | null> {
  if (process.env.CONFIG_PATH) process.env.CONFIG_PATH = resolve(process.env.CONFIG_PATH);
  const loaded = await loadConfig({ env: process.env, cwd: root, readFile: (path) => readFile(path, "utf8") });
  if (loaded.kind === "ok") return loaded;
  console.error(formatFaults(loaded.faults));
  return null;
}
