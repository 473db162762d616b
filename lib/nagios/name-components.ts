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
  hostLabel: (hostName: string) => string,
): Generator<void, ComponentMembers[]> {
  const distinct = tellApart(
    tellApart(named, (item) => addHost(item, hostLabel)),
    addHostName,
  );
  yield;
  const slugs = new Set<string>();
  const components: ComponentMembers[] = [];
  for (const group of groupByName(distinct).values()) {
    for (const { object, name, group: groupName, missing } of group.sort(compareNames)) {
      components.push({
        slug: takeSlug(name, slugs),
        name,
        group: groupName,
        description: null,
        rule: { kind: "worst" },
        members: object === null ? [] : [object.key],
        missing: missing === null ? [] : [missing],
      });
      if (components.length % 1000 === 0) yield;
    }
    yield;
  }
  return components;
}

function tellApart(items: readonly NamedObject[], rename: (item: NamedObject) => string): NamedObject[] {
  const counts = new Map<string, number>();
  for (const { name } of items) counts.set(name, (counts.get(name) ?? 0) + 1);
  return items.map((item) => ((counts.get(item.name) ?? 0) > 1 ? { ...item, name: rename(item) } : item));
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
function takeSlug(name: string, taken: Set<string>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const base = plain === "" ? "component" : plain;
  let slug = base;
  for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
  taken.add(slug);
  return slug;
}
