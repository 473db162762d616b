import type { Telling } from "@/lib/domain/policy";
import { eachInSlices, sortInSlices } from "@/lib/domain/slices";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { ObjectName } from "./object-name";

/** An object that becomes a component, or an entry that Nagios does not know. */
export interface NamedObject {
  object: ObjectName | null;
  name: string;
  group: string | null;
  missing: string | null;
}

/**
 * Makes a component of each object, ordered by name within its group, groups as they first appear. Equal names are
 * told apart by the host, so that "PING is down" says where.
 */
export function* nameComponents(
  named: readonly NamedObject[],
  telling: Telling,
  hostLabel: (hostName: string) => string,
): Generator<void, ComponentMembers[]> {
  const byHost = yield* tellApart(named, (item) => addHost(item, hostLabel));
  const distinct = yield* tellApart(byHost, addHostName);
  const slugs = new Map<string, number>();
  const components: ComponentMembers[] = [];
  for (const group of groupByName(distinct).values()) {
    const sorted = yield* sortInSlices(group, compareNames);
    yield* eachInSlices(sorted, (item) => components.push(makeComponent(item, takeSlug(item.name, slugs), telling)));
    yield;
  }
  return components;
}

function makeComponent(
  { object, name, group, missing }: NamedObject,
  slug: string,
  telling: Telling,
): ComponentMembers {
  return {
    slug,
    name,
    group,
    description: null,
    rule: { kind: "worst" },
    sla: null,
    telling,
    members: object === null ? [] : [object.key],
    missing: missing === null ? [] : [missing],
  };
}

function* tellApart(
  items: readonly NamedObject[],
  rename: (item: NamedObject) => string,
): Generator<void, NamedObject[]> {
  const counts = new Map<string, number>();
  yield* eachInSlices(items, ({ name }) => counts.set(name, (counts.get(name) ?? 0) + 1));
  const renamed: NamedObject[] = [];
  yield* eachInSlices(items, (item) => {
    renamed.push((counts.get(item.name) ?? 0) > 1 ? { ...item, name: rename(item) } : item);
  });
  return renamed;
}

function addHost({ object, name }: NamedObject, hostLabel: (hostName: string) => string): string {
  if (object === null) return name;
  return object.serviceDescription === null
    ? `${name} (${object.hostName})`
    : `${name} on ${hostLabel(object.hostName)}`;
}

/** Hosts may share an alias, and services of one host a display name: then Nagios' own name decides. */
function addHostName({ object, name }: NamedObject): string {
  if (object === null || object.serviceDescription === null) return name;
  return `${name} (${object.hostName}: ${object.serviceDescription})`;
}

function groupByName(items: readonly NamedObject[]): Map<string | null, NamedObject[]> {
  const groups = new Map<string | null, NamedObject[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  return groups;
}

const COLLATOR = new Intl.Collator("en", { numeric: true });

function compareNames(a: NamedObject, b: NamedObject): number {
  return COLLATOR.compare(a.name, b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** An address of ASCII letters, digits and hyphens that no other component has. */
function takeSlug(name: string, taken: Map<string, number>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const base = plain === "" ? "component" : plain;
  let number = taken.get(base) ?? 0;
  let slug = base;
  while (taken.has(slug)) {
    number += 1;
    slug = `${base}-${number + 1}`;
  }
  taken.set(base, number);
  taken.set(slug, 0);
  return slug;
}
