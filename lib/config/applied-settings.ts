import type { z } from "zod";
import type { AppliedSetting } from "./config";
import { type Path, type RawMap, readRaw } from "./raw";
import { itemOf, listKeys } from "./schema-path";
import { SETTINGS } from "./setting";

export interface AppliedInput {
  schema: z.core.$ZodType;
  /** The checked values, defaults filled in. */
  values: unknown;
  /** What was written, environment over file. */
  raw: RawMap;
  /** Variable of the environment by `JSON.stringify(path)`. */
  origins: ReadonlyMap<string, string>;
}

/** Every setting as it is in force and where it came from, in the order of the schema. Secrets are hidden. */
export function listAppliedSettings(input: AppliedInput, path: Path = []): AppliedSetting[] {
  return listKeys(input.schema).flatMap(([key, inner]) => {
    const here = [...path, key];
    const values = isRecord(input.values) ? input.values[key] : undefined;
    const setting = SETTINGS.get(inner);
    if (setting === undefined && itemOf(inner) === undefined) {
      return listAppliedSettings({ ...input, schema: inner, values }, here);
    }
    const value = setting?.secret === true && values !== undefined ? "set, hidden" : sayValue(values);
    return [{ key: here.join("."), value, origin: findOrigin(here, input) }];
  });
}

function findOrigin(path: Path, { raw, origins }: AppliedInput): AppliedSetting["origin"] {
  if (origins.has(JSON.stringify(path))) return "environment";
  return readRaw(raw, path) === undefined ? "default" : "file";
}

function sayValue(value: unknown): string {
  if (value === undefined) return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
