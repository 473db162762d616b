import { MAX_METRICS } from "./metric-schema";
import { isRawMap, type Path, type Raw, type RawMap, readRaw } from "./raw";
import { makeSlug } from "./slug";

/** A fault that only shows when several values are seen together. */
export interface CrossFault {
  path: Path;
  found: string;
  allowed: string;
}

/** Checks what belongs together. Works on unchecked values, so that it finds its faults beside all others. */
export function checkTogether(raw: RawMap): CrossFault[] {
  return [
    ...checkCredentials(raw, ["api"], "basic_auth_"),
    ...checkCredentials(raw, ["graph"], "basic_auth_"),
    ...checkCredentials(raw, ["alerts", "smtp"], ""),
    ...checkStates(raw, "host"),
    ...checkStates(raw, "service"),
    ...checkComponents(raw.components),
    ...checkMetrics(raw.metrics),
  ];
}

function checkCredentials(raw: RawMap, section: string[], prefix: string): CrossFault[] {
  const [name, password] = [`${prefix}username`, `${prefix}password`];
  const has = (key: string) => readRaw(raw, [...section, key]) !== undefined;
  if (has(name) === has(password)) return [];
  const [given, missing] = has(name) ? [name, password] : [password, name];
  const found = `this without ${[...section, missing].join(".")}`;
  return [{ path: [...section, given], found, allowed: "both or neither" }];
}

function checkStates(raw: RawMap, kind: string): CrossFault[] {
  const states = readRaw(raw, ["states", kind]);
  const seen = new Set<string>();
  return Object.keys(isRawMap(states) ? states : {}).flatMap((key) => {
    if (!seen.has(key.toLowerCase())) {
      seen.add(key.toLowerCase());
      return [];
    }
    return [{ path: ["states", kind, key], found: "a state that was given already", allowed: "each state once" }];
  });
}

function checkComponents(components: Raw): CrossFault[] {
  const owners = new Map<string, string>();
  return (Array.isArray(components) ? components : []).flatMap((component, index) => {
    if (!isRawMap(component)) return [];
    const path = ["components", index];
    return [...checkSlug(component, path, owners), ...checkMembers(component, path), ...checkRule(component, path)];
  });
}

function checkSlug(component: RawMap, path: Path, owners: Map<string, string>): CrossFault[] {
  const { name, slug: written } = component;
  const key = written === undefined ? "name" : "slug";
  const slug = typeof written === "string" ? written.trim() : typeof name === "string" ? makeSlug(name) : null;
  if (slug === null) return [];
  if (slug === "") {
    return [{ path: [...path, key], found: "a name without a letter or digit", allowed: "a slug beside such a name" }];
  }
  const owner = owners.get(slug);
  owners.set(slug, owner ?? String(name));
  if (owner === undefined) return [];
  return [
    { path: [...path, key], found: `the slug "${slug}", which "${owner}" has already`, allowed: "a slug of its own" },
  ];
}

const MEMBER_KEYS = ["hosts", "services", "hostgroups", "servicegroups"];

function checkMembers(component: RawMap, path: Path): CrossFault[] {
  const isEmpty = (value: Raw) => value === undefined || (Array.isArray(value) && value.length === 0);
  if (MEMBER_KEYS.some((key) => !isEmpty(component[key]))) return [];
  return [{ path, found: "a component that is made of nothing", allowed: `at least one of ${MEMBER_KEYS.join(", ")}` }];
}

function checkRule(component: RawMap, path: Path): CrossFault[] {
  if (component.rule === undefined || component.at_least === undefined) return [];
  return [{ path: [...path, "at_least"], found: "at_least beside rule", allowed: "one of them" }];
}

function checkMetrics(metrics: Raw): CrossFault[] {
  const list = Array.isArray(metrics) ? metrics : [];
  const seen = new Set<string>();
  const twice = list.flatMap((metric, index): CrossFault[] => {
    if (!isRawMap(metric) || typeof metric.name !== "string") return [];
    const name = metric.name.trim();
    if (seen.has(name)) {
      const found = `the name "${name}", which a metric above has already`;
      return [{ path: ["metrics", index, "name"], found, allowed: "a name of its own" }];
    }
    seen.add(name);
    return [];
  });
  if (list.length <= MAX_METRICS) return twice;
  return [...twice, { path: ["metrics"], found: `${list.length} metrics`, allowed: `at most ${MAX_METRICS}` }];
}
