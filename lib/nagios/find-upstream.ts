import { hostOf, type ObjectKey } from "@/lib/domain/snapshot";
import type { WatchedName } from "./compile-selection";
import { labelOf } from "./known-objects";
import type { ObjectModel } from "./object-model";
import type { ObjectName } from "./object-name";

/** What watched objects depend on. */
export interface Upstream {
  /** Objects that are not watched themselves. Never on show. */
  objects: readonly WatchedName[];
  /** Direct dependencies of watched and upstream objects: parents, and what their dependencies name. */
  dependsOn: ReadonlyMap<ObjectKey, readonly ObjectKey[]>;
}

/**
 * Follows parents and dependencies of watched objects to the top. Each object is visited once, so that a circle in a
 * broken configuration ends too. Without a model nothing depends on anything.
 */
export function* findUpstream(watched: readonly WatchedName[], model: ObjectModel | null): Generator<void, Upstream> {
  const dependsOn = new Map<ObjectKey, readonly ObjectKey[]>();
  if (model === null) return { objects: [], dependsOn };
  const masters = indexMasters(model);
  const known = new Set(watched.map(({ key }) => key));
  const objects: WatchedName[] = [];
  const waiting: ObjectKey[] = [...known];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const needed = [...(model.hosts.get(next)?.parents ?? []), ...(masters.get(next) ?? [])].filter(
      (key) => key !== next,
    );
    if (needed.length > 0) dependsOn.set(next, [...new Set(needed)]);
    for (const key of [...needed, hostOf(next)]) {
      if (known.has(key)) continue;
      known.add(key);
      waiting.push(key);
      objects.push(nameUpstream(key, model));
    }
    if (waiting.length % 1000 === 0) yield;
  }
  return { objects, dependsOn };
}

function indexMasters({ dependencies }: ObjectModel): Map<ObjectKey, ObjectKey[]> {
  const masters = new Map<ObjectKey, ObjectKey[]>();
  for (const { dependent, on } of dependencies) {
    const known = masters.get(dependent.key);
    if (known === undefined) masters.set(dependent.key, [on.key]);
    else known.push(on.key);
  }
  return masters;
}

function nameUpstream(key: ObjectKey, model: ObjectModel): WatchedName {
  const hostName = hostOf(key);
  const serviceDescription = key === hostName ? null : key.slice(hostName.length + 1);
  const name: ObjectName = { key, hostName, serviceDescription };
  return { ...name, label: labelOf(name, model), chosen: false };
}
