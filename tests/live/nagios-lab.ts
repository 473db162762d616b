import { constants } from "node:fs";
import { chmod, mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fetchNagios } from "./fetch-nagios";
import { type LabPaths, PLUGIN_SCRIPT, placeLab, writeLabConfig, writeLabObjects } from "./lab-config";
import { findLabObject, LAB_OBJECTS } from "./lab-site";
import { type NagiosProcess, spawnNagios } from "./nagios-process";
import { findRawObject, type RawBlock, readRawStatus } from "./raw-status";
import { waitFor } from "./wait-for";

/** A real Nagios whose checks find what the test says. Intervals: checks 2 s, retries 1 s, status.dat 2 s. */
export interface NagiosLab {
  version: string;
  configPath: string;
  statusPath: string;
  objectCachePath: string;
  logPath: string;
  /** What the check of a host (service null) or service finds from now on. Hosts: 0 up, 2 down. */
  setState(host: string, service: string | null, exitCode: number, output: string): Promise<void>;
  /** Writes an external command such as `ACKNOWLEDGE_SVC_PROBLEM;www1;HTTPS;1;1;0;oncall;Looking` with the present time. */
  command(text: string): Promise<void>;
  /** The object's block of status.dat once it fulfils a condition. Rejects after the timeout. */
  waitForObject(
    host: string,
    service: string | null,
    holds: (fields: ReadonlyMap<string, string>) => boolean,
    timeoutMs?: number,
  ): Promise<RawBlock>;
  isRunning(): boolean;
  reload(): void;
  /** Ends Nagios cleanly: it deletes status.dat. */
  stop(): Promise<void>;
  /** Ends Nagios by SIGKILL: a stale status.dat stays. */
  crash(): Promise<void>;
  /** Stops Nagios if it runs and starts it again; resolves with the first status.dat. */
  restart(): Promise<void>;
}

export type LabStart = { kind: "running"; lab: NagiosLab } | { kind: "unavailable"; reason: string };

/**
 * Starts a real Nagios in a folder of its own, all objects being fine, and waits until everything has been checked.
 * Answers a reason when Nagios cannot be had here; rejects when it can but does not start.
 */
export async function startNagios({ folder }: { folder: string }): Promise<LabStart> {
  const program = await fetchNagios();
  if (program.kind === "unavailable") return program;
  const paths = placeLab(resolve(folder));
  await prepare(paths);
  let nagios = await launch(program.binaryPath, paths);
  const lab: NagiosLab = {
    version: program.version,
    configPath: paths.config,
    statusPath: paths.status,
    objectCachePath: paths.objectCache,
    logPath: paths.log,
    setState: (host, service, exitCode, output) => writeState(paths, host, service, exitCode, output),
    command: (text) => writeCommand(paths, text),
    waitForObject: (host, service, holds, timeoutMs) => waitForObject(paths, host, service, holds, timeoutMs),
    isRunning: () => nagios.isRunning(),
    reload: () => nagios.reload(),
    stop: () => nagios.stop(),
    crash: () => nagios.crash(),
    async restart() {
      await nagios.stop();
      nagios = await launch(program.binaryPath, paths);
    },
  };
  try {
    await waitForFirstChecks(paths);
  } catch (error) {
    await nagios.stop();
    throw error;
  }
  return { kind: "running", lab };
}

async function prepare(paths: LabPaths): Promise<void> {
  for (const folder of [paths.states, paths.archives, paths.spool]) await mkdir(folder, { recursive: true });
  const [user = 0, group = 0] = [process.getuid?.(), process.getgid?.()];
  await writeFile(
    paths.config,
    writeLabConfig(paths, user === 0 ? "root" : String(user), group === 0 ? "root" : String(group)),
  );
  await writeFile(paths.objects, writeLabObjects(paths));
  await writeFile(paths.plugin, PLUGIN_SCRIPT);
  await chmod(paths.plugin, 0o755);
  for (const { host, service } of LAB_OBJECTS) await writeState(paths, host, service, 0, "OK - all fine");
}

async function writeState(
  paths: LabPaths,
  host: string,
  service: string | null,
  exitCode: number,
  output: string,
): Promise<void> {
  const path = join(paths.states, findLabObject(host, service).stateFile);
  await writeFile(`${path}.new`, `${exitCode}\n${output}\n`);
  await rename(`${path}.new`, path);
}

async function launch(binaryPath: string, paths: LabPaths): Promise<NagiosProcess> {
  const nagios = spawnNagios(binaryPath, paths.config, paths.output);
  const startedAt = Date.now();
  await waitFor("the first status.dat", async () => {
    if (!nagios.isRunning()) throw new Error(`Nagios has ended at once:\n${await readFile(paths.output, "utf8")}`);
    const created = (await readRawStatus(paths.status))?.find((block) => block.type === "info")?.fields.get("created");
    return Number(created) * 1000 > startedAt - 1000 ? created : null;
  }).catch(async (error) => {
    await nagios.stop();
    throw error;
  });
  return nagios;
}

async function waitForFirstChecks(paths: LabPaths): Promise<void> {
  await waitFor("the first check of every object", async () => {
    const objects = (await readRawStatus(paths.status))?.filter(({ fields }) => fields.has("has_been_checked")) ?? [];
    return objects.length === LAB_OBJECTS.length &&
      objects.every(({ fields }) => fields.get("has_been_checked") === "1")
      ? true
      : null;
  });
}

/** Nagios reads its commands from a FIFO: opening it must not block when nobody reads. */
async function writeCommand(paths: LabPaths, text: string): Promise<void> {
  const pipe = await open(paths.command, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    await pipe.write(`[${Math.floor(Date.now() / 1000)}] ${text}\n`);
  } finally {
    await pipe.close();
  }
}

async function waitForObject(
  paths: LabPaths,
  host: string,
  service: string | null,
  holds: (fields: ReadonlyMap<string, string>) => boolean,
  timeoutMs?: number,
): Promise<RawBlock> {
  const what = `${service === null ? host : `${host};${service}`} to be as expected`;
  const probe = async () => {
    const block = findRawObject((await readRawStatus(paths.status)) ?? [], host, service);
    return block !== undefined && holds(block.fields) ? block : null;
  };
  return waitFor(what, probe, timeoutMs);
}
