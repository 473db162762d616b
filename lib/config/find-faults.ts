import type * as z from "zod";
import type { ConfigFault, Place } from "./config";
import type { CrossFault } from "./cross-checks";
import { findNearest } from "./did-you-mean";
import { formatPath, isRawMap, type Path, type Raw, type RawMap, readRaw } from "./raw";
import type { Position } from "./read-yaml";
import { findSchema, itemOf, listKeys } from "./schema-path";

/** What is found where a required value is missing. */
export const NOTHING = "nothing";

/** What is needed to say of a value where it came from. */
export interface Sources {
  schema: z.core.$ZodType;
  raw: RawMap;
  file: string;
  locate(path: Path, part: "key" | "value"): Position;
  /** Variable by `JSON.stringify(path)`. */
  origins: ReadonlyMap<string, string>;
}

/** Says in our own words what the schema objects to. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], sources: Sources): ConfigFault[] {
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => describeUnknownKey([...path, key], sources))
      : [describeValue(path, issue, sources)];
  });
}

export function describeCrossFault({ path, found, allowed }: CrossFault, sources: Sources): ConfigFault {
  return { place: findPlace(path, "key", sources), path: formatPath(path), found, allowed, suggestion: null };
}

function describeUnknownKey(path: Path, sources: Sources): ConfigFault {
  const around = path.slice(0, -1);
  const keys = listKeys(findSchema(sources.schema, around).schema).map(([key]) => key);
  const key = String(path.at(-1));
  const suggestion = findNearest(key, keys) ?? findElsewhere(key, sources.schema);
  return {
    place: findPlace(path, "key", sources),
    path: formatPath(path),
    found: "a key that is not known",
    allowed: keys.join(", "),
    suggestion,
  };
}

/** A key that stands in the wrong section, with the right one before it. */
function findElsewhere(key: string, schema: z.core.$ZodType): string | null {
  const section = listKeys(schema).find(([, inner]) => listKeys(inner).some(([candidate]) => candidate === key));
  return section === undefined ? null : `${section[0]}.${key}`;
}

function describeValue(path: Path, issue: z.core.$ZodIssue, sources: Sources): ConfigFault {
  const { schema, setting, allowed } = findSchema(sources.schema, path);
  const isSection = listKeys(schema).length > 0;
  const value = readLoosely(sources.raw, path);
  const suggestion = issue.code === "custom" ? issue.params?.suggestion : null;
  return {
    place: findPlace(path, value === undefined ? "key" : "value", sources),
    path: formatPath(path),
    found: describeFound(value, setting?.secret === true || isSection || itemOf(schema) !== undefined),
    allowed:
      allowed ??
      (isSection
        ? `a section with ${listKeys(schema)
            .map(([key]) => key)
            .join(", ")}`
        : "a value"),
    suggestion: typeof suggestion === "string" ? suggestion : null,
  };
}

/** Keys of `states` are read in small letters, while the file may have them in capitals. */
function readLoosely(raw: RawMap, path: Path): Raw {
  if (path[0] !== "states" || path.length !== 3) return readRaw(raw, path);
  const states = readRaw(raw, path.slice(0, 2));
  if (!isRawMap(states)) return undefined;
  return Object.entries(states).find(([key]) => key.toLowerCase() === path[2])?.[1];
}

function describeFound(value: Raw, hidden: boolean): string {
  if (value === undefined) return NOTHING;
  if (Array.isArray(value)) return "a list";
  if (isRawMap(value)) return "a section with keys";
  if (hidden) return "a text";
  if (value.trim() === "") return "an empty text";
  const shown = value.replaceAll(/\/\/[^/@\s]*@/g, "//…@");
  return JSON.stringify(shown.length > 60 ? `${shown.slice(0, 60)}…` : shown);
}

function findPlace(path: Path, part: "key" | "value", sources: Sources): Place {
  for (let length = path.length; length > 0; length--) {
    const variable = sources.origins.get(JSON.stringify(path.slice(0, length)));
    if (variable !== undefined) return { kind: "environment", variable };
  }
  return { kind: "file", file: sources.file, ...sources.locate(path, part) };
}
