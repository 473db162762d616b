import { mapResult } from "@/lib/domain/component-state";
import type { StateMapping } from "@/lib/domain/policy";
import { isOutage } from "@/lib/domain/public-state";
import { hostOf, type ObjectKey, type Snapshot, type WatchedObject } from "@/lib/domain/snapshot";

/** What the search for a root asks about an object. */
export type RootFacts = Pick<
  WatchedObject,
  "key" | "kind" | "hostName" | "current" | "monitored" | "problemBeganAt" | "changedAt"
>;

export interface RootSearch {
  /** Undefined for an object of which nothing is known. */
  objectOf: (key: ObjectKey) => RootFacts | undefined;
  dependsOn: Snapshot["dependsOn"];
  mapping: StateMapping;
  /** What was in its present state for longer than this when something above it failed does not follow from that. */
  windowMs: number;
}

/**
 * Finds where a failure has its root: the last one on the way up from host to parents that fails itself. A host that is
 * not up stands for its services, a failed parent for what it made unreachable, a failed master for what depends on it.
 * Itself, where nothing above it fails, or only since long after it did. Remembers what it found.
 */
export function createRootFinder(search: RootSearch): (key: ObjectKey) => ObjectKey {
  const causes = new Map<ObjectKey, ObjectKey | null>();
  function causeOf(key: ObjectKey): ObjectKey | null {
    const known = causes.get(key);
    if (known !== undefined) return known;
    const cause = findCause(key, search);
    causes.set(key, cause);
    return cause;
  }
  return (key) => {
    const seen = new Set<ObjectKey>();
    const until = (search.objectOf(key)?.changedAt ?? Number.POSITIVE_INFINITY) + search.windowMs;
    let root = key;
    for (let cause = causeOf(key); cause !== null && !seen.has(cause); cause = causeOf(cause)) {
      seen.add(cause);
      if ((search.objectOf(cause)?.problemBeganAt ?? until) <= until) root = cause;
    }
    return root;
  };
}

/** Whether an object fails, from its first soft state on: what depends on it may fail before it is confirmed. */
export function isFailing(object: Pick<WatchedObject, "monitored" | "current">, mapping: StateMapping): boolean {
  return object.monitored && isOutage(mapResult(object.current, mapping));
}

function findCause(key: ObjectKey, { objectOf, dependsOn, mapping }: RootSearch): ObjectKey | null {
  const object = objectOf(key);
  if (object === undefined) return null;
  const isOut = (other: RootFacts | undefined) => other !== undefined && isFailing(other, mapping);
  if (object.kind === "service" && isOut(objectOf(object.hostName))) return object.hostName;
  const needed = (dependsOn.get(key) ?? []).map(objectOf).filter((other) => other !== undefined);
  const failed = needed.filter(isOut);
  // A host that is down although one of its parents is up failed by itself.
  if (object.kind === "host" && object.current !== "unreachable" && failed.length < needed.length) return null;
  return failed.sort(byBegin)[0]?.key ?? null;
}

/** An object and all that it needs, from its host and parents to the top. */
export function listAbove(key: ObjectKey, dependsOn: Snapshot["dependsOn"]): Set<ObjectKey> {
  const found = new Set([key]);
  for (const each of found) {
    found.add(hostOf(each));
    for (const needed of dependsOn.get(each) ?? []) found.add(needed);
  }
  return found;
}

/** What failed first made the others fail. */
function byBegin(a: RootFacts, b: RootFacts): number {
  return (a.problemBeganAt ?? 0) - (b.problemBeganAt ?? 0) || (a.key < b.key ? -1 : 1);
}
