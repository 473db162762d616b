import type { z } from "zod";
import { findNearest } from "./did-you-mean";
import { createRawMap, isRawMap, type Path, type Raw, type RawMap } from "./raw";
import { itemOf, listKeys } from "./schema-path";
import { SETTINGS } from "./setting";

export type Environment = Readonly<Record<string, string | undefined>>;

interface EnvironmentEntry {
  variable: string;
  path: Path;
  /** Whether the value is a list, comma separated. */
  isList: boolean;
}

/** Every variable that the schema knows, with the setting it stands for. */
export function listVariables(schema: z.core.$ZodType, path: Path = []): EnvironmentEntry[] {
  return listKeys(schema).flatMap(([key, inner]) => {
    const here = [...path, key];
    const variable = SETTINGS.get(inner)?.env;
    if (variable === undefined) return listVariables(inner, here);
    return [{ variable, path: here, isList: itemOf(inner) !== undefined }];
  });
}

/**
 * Lays the environment over the file: a variable wins, an empty one counts as not set.
 * Answers the values and which variable each overlaid path came from (by `JSON.stringify(path)`).
 */
export function overlayEnvironment(
  file: RawMap,
  schema: z.core.$ZodType,
  env: Environment,
): { raw: RawMap; origins: Map<string, string> } {
  const raw = copyMap(file);
  const origins = new Map<string, string>();
  for (const { variable, path, isList } of listVariables(schema)) {
    const value = env[variable];
    if (value === undefined || value.trim() === "") continue;
    if (!setAt(raw, path as string[], isList ? splitList(value) : value)) continue;
    origins.set(JSON.stringify(path), variable);
  }
  return { raw, origins };
}

/** Sets a value deep in a map whose inner maps are copied; false where something that is no map is in the way. */
function setAt(map: RawMap, [key, ...rest]: string[], value: Raw): boolean {
  if (key === undefined) return false;
  if (rest.length === 0) {
    map[key] = value;
    return true;
  }
  const inner = map[key];
  // A section that is no map at all is a fault of its own, which must not vanish here.
  if (inner !== undefined && !isRawMap(inner)) return false;
  const copy = Object.assign(createRawMap(), inner);
  if (!setAt(copy, rest, value)) return false;
  map[key] = copy;
  return true;
}

/** Variables that nobody reads but that look like a slip of one that is read: they would be ignored in silence. */
export function findStrayVariables(schema: z.core.$ZodType, env: Environment): { variable: string; meant: string }[] {
  const known = listVariables(schema).map((entry) => entry.variable);
  return Object.keys(env).flatMap((variable) => {
    if (known.includes(variable) || !env[variable]?.trim()) return [];
    const prefix = variable.slice(0, variable.indexOf("_") + 1);
    const alike = prefix === "" ? [] : known.filter((candidate) => candidate.startsWith(prefix));
    const meant = findNearest(variable, alike, 2);
    return meant === null || env[meant]?.trim() ? [] : [{ variable, meant }];
  });
}

function splitList(value: string): Raw[] {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function copyMap(map: RawMap): RawMap {
  return Object.assign(createRawMap(), map);
}
