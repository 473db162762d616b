/**
 * The configuration before it is checked. Every scalar is text as it was written: YAML must not make a number of
 * a host that is named `007`. An empty value is undefined, so that it counts as not given.
 */
export type Raw = string | undefined | Raw[] | RawMap;
export interface RawMap {
  [key: string]: Raw;
}

/** Makes a map without a prototype, in which `__proto__` is a key like any other. */
export function createRawMap(): RawMap {
  return Object.create(null) as RawMap;
}

export function isRawMap(raw: unknown): raw is RawMap {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

export type Path = readonly (string | number)[];

/** Follows a path; undefined when it leads nowhere. */
export function readRaw(raw: Raw, path: Path): Raw {
  let here: Raw = raw;
  for (const step of path) {
    if (Array.isArray(here)) here = here[Number(step)];
    else if (isRawMap(here)) here = here[step];
    else return undefined;
  }
  return here;
}

/** Writes a path as people do: `components[2].name`. */
export function formatPath(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}
