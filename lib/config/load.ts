import { resolve } from "node:path";
import { listAppliedSettings } from "./applied-settings";
import { readBranding } from "./branding";
import type { AppliedSetting, Config, ConfigFault } from "./config";
import { checkTogether } from "./cross-checks";
import { type Environment, findStrayVariables, overlayEnvironment } from "./environment";
import { describeCrossFault, describeIssues, NOTHING, type Sources } from "./find-faults";
import { sortFaults } from "./format-faults";
import { createRawMap, isRawMap, type RawMap } from "./raw";
import { readYaml, type YamlText } from "./read-yaml";
import { CONFIG_SCHEMA, type ConfigInput } from "./schema";
import { shapeConfig } from "./shape-config";

export interface LoadDeps {
  env: Environment;
  /** Resolves to the text of a file; rejects as `fs.promises.readFile` does. */
  readFile(path: string): Promise<string>;
  /** The same for its bytes; absent where nothing but texts is needed. */
  readBytes?(path: string): Promise<Uint8Array>;
  /** Where relative paths begin. */
  cwd: string;
}

export type LoadedConfig =
  | {
      kind: "ok";
      config: Config;
      warnings: string[];
      settings: AppliedSetting[];
      /** The file that was read; null when there is none. */
      path: string | null;
    }
  | {
      kind: "faults";
      faults: ConfigFault[];
      /** What is right by itself, with defaults for the rest: where to listen and to look for what was kept. */
      sound: Pick<Config, "api" | "database">;
    };

/**
 * Reads the configuration: the file that `CONFIG_PATH` names, else `./config.yaml`, with the environment over it.
 * Every fault is reported at once. A missing `./config.yaml` is none; a missing file that was named is one.
 */
export async function loadConfig(deps: LoadDeps): Promise<LoadedConfig> {
  const { env, readFile, cwd } = deps;
  const named = env.CONFIG_PATH?.trim() || null;
  const path = resolve(cwd, named ?? "config.yaml");
  const text = await readText(path, readFile);
  if (text.kind === "missing" && named === null) return checkConfig(null, deps);
  if (text.kind !== "read") {
    const rest = await checkConfig(null, deps);
    const faults = rest.kind === "faults" ? rest.faults : [];
    const sound = rest.kind === "faults" ? rest.sound : rest.config;
    return { kind: "faults", faults: [explainUnreadable(named, path, text), ...faults], sound };
  }
  return checkConfig({ path, text: text.text }, deps);
}

type ReadText = { kind: "read"; text: string } | { kind: "missing" } | { kind: "unreadable"; code: string };

async function readText(path: string, readFile: LoadDeps["readFile"]): Promise<ReadText> {
  try {
    return { kind: "read", text: await readFile(path) };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException | null)?.code ?? "an error");
    return code === "ENOENT" || code === "ENOTDIR" ? { kind: "missing" } : { kind: "unreadable", code };
  }
}

function explainUnreadable(named: string | null, path: string, text: Exclude<ReadText, { kind: "read" }>): ConfigFault {
  const found = text.kind === "missing" ? `no file at ${path}` : `a file that cannot be read (${text.code})`;
  const place: ConfigFault["place"] =
    named === null
      ? { kind: "file", file: path, line: null, column: null }
      : { kind: "environment", variable: "CONFIG_PATH" };
  return { place, path: "", found, allowed: "a readable YAML file", suggestion: null };
}

async function checkConfig(file: { path: string; text: string } | null, deps: LoadDeps): Promise<LoadedConfig> {
  const { env, cwd } = deps;
  const yaml = file === null ? NO_FILE : readYaml(file.text, file.path);
  const { raw, origins } = overlayEnvironment(yaml.raw, CONFIG_SCHEMA, env);
  const sources: Sources = { schema: CONFIG_SCHEMA, raw, origins, file: file?.path ?? "", locate: yaml.locate };
  const parsed = CONFIG_SCHEMA.safeParse(raw);
  const faults = [
    ...describeIssues(parsed.error?.issues ?? [], sources),
    ...(yaml.brokenFrom === null ? checkTogether(raw) : []).map((fault) => describeCrossFault(fault, sources)),
  ];
  const all = sortFaults([...yaml.faults, ...faults.filter((fault) => isTrusted(fault, yaml))]);
  if (!parsed.success || all.length > 0) return { kind: "faults", faults: all, sound: findSound(raw, cwd) };
  const readBytes = deps.readBytes ?? (async (path) => new TextEncoder().encode(await deps.readFile(path)));
  const { branding, faults: unfit } = await readBranding(parsed.data.page, cwd, readBytes);
  if (unfit.length > 0) {
    const described = sortFaults(unfit.map((fault) => describeCrossFault(fault, sources)));
    return { kind: "faults", faults: described, sound: findSound(raw, cwd) };
  }
  const config = shapeConfig(parsed.data, cwd, branding);
  const settings = listAppliedSettings({ schema: CONFIG_SCHEMA, values: parsed.data, raw, origins });
  return { kind: "ok", config, warnings: findWarnings(config, parsed.data, env), settings, path: file?.path ?? null };
}

/** Reads each setting of the sections that a server needs at least on its own; a faulty one counts as not given. */
function findSound(raw: RawMap, cwd: string): Pick<Config, "api" | "database"> {
  const sections = createRawMap();
  for (const section of ["api", "database"]) {
    const given = raw[section];
    if (!isRawMap(given)) continue;
    const isSound = (key: string) => CONFIG_SCHEMA.safeParse({ [section]: { [key]: given[key] } }).success;
    sections[section] = Object.fromEntries(Object.entries(given).filter(([key]) => isSound(key)));
  }
  return shapeConfig(CONFIG_SCHEMA.parse(sections), cwd);
}

const NO_FILE: YamlText = {
  raw: createRawMap(),
  faults: [],
  brokenFrom: null,
  locate: () => ({ line: 1, column: 1 }),
};

/**
 * Behind a slip in the form the parser may have misread what stands there, and what seems to be missing may
 * only be unreadable: faults of either kind would mislead.
 */
function isTrusted({ place, path, found }: ConfigFault, yaml: YamlText): boolean {
  if (place.kind === "environment") return true;
  if (found === NOTHING && yaml.faults.some((fault) => fault.path === path)) return false;
  if (yaml.brokenFrom === null) return true;
  return found !== NOTHING && (place.line ?? 0) < yaml.brokenFrom;
}

function findWarnings(config: Config, input: ConfigInput, env: Environment): string[] {
  const warnings = findStrayVariables(CONFIG_SCHEMA, env).map(
    ({ variable, meant }) => `${variable} in the environment is not known; ${meant} is`,
  );
  const { hosts, services, hostgroups, servicegroups } = input.nagios;
  const objects = { hosts, services, hostgroups, servicegroups };
  const given = Object.entries(objects).flatMap(([key, value]) => (value?.length ? [`nagios.${key}`] : []));
  if (input.components !== undefined && given.length > 0) {
    warnings.push(`components is given, so ${given.join(", ")} ${given.length === 1 ? "is" : "are"} ignored`);
  }
  const { pollIntervalMs, stalenessThresholdMs } = config.polling;
  if (stalenessThresholdMs <= pollIntervalMs) {
    warnings.push(
      `polling.staleness_threshold_seconds (${stalenessThresholdMs / 1000}) is not above polling.interval_seconds (${pollIntervalMs / 1000}): the page will turn grey between two polls`,
    );
  }
  return warnings;
}
