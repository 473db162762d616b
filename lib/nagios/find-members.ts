import type { Members, ServiceName } from "@/lib/domain/policy";
import { objectKey } from "@/lib/domain/snapshot";
import type { KnownHost, KnownObjects } from "./known-objects";
import { isGlob, matchNames } from "./match-name";
import type { HostGroup, ServiceGroup, ServiceMember } from "./object-model";
import type { ObjectName } from "./object-name";

/** What one entry of the operator's choice means in Nagios. */
export interface Choice {
  objects: ObjectName[];
  /** The alias of the group that was chosen, else its name; null for hosts and services that were named. */
  group: string | null;
  /** The entry, for people: `host www1`, `hostgroup web`. */
  text: string;
  /** What stands for the entry in public where nothing else does: the name as it was written. */
  name: string;
  /** `unknown`: named plainly, and Nagios does not know it. `unmatched`: a glob or a group without any object. */
  outcome: "found" | "unknown" | "unmatched";
}

/** Finds the objects of every entry: groups first, then hosts, then services, each in the operator's order. */
export function* findMembers(known: KnownObjects, members: Members): Generator<Choice> {
  for (const name of members.hostgroups) yield* findGroup("hostgroup", name, known);
  for (const name of members.servicegroups) yield* findGroup("servicegroup", name, known);
  for (const name of members.hosts) yield findHosts(name, known);
  for (const service of members.services) {
    yield typeof service === "string" ? findServiceText(service, known) : findServices(service, known);
  }
}

function* findGroup(kind: "hostgroup" | "servicegroup", pattern: string, known: KnownObjects): Generator<Choice> {
  const text = `${kind} ${pattern}`;
  const groups = kind === "hostgroup" ? findHostgroups(pattern, known) : findServicegroups(pattern, known);
  let isEmpty = true;
  for (const { name, group, objects } of groups) {
    isEmpty = false;
    yield { objects, group, text: `${kind} ${name}`, name, outcome: objects.length === 0 ? "unmatched" : "found" };
  }
  if (isEmpty)
    yield { objects: [], group: null, text, name: pattern, outcome: isGlob(pattern) ? "unmatched" : "unknown" };
}

interface FoundGroup {
  name: string;
  group: string;
  objects: ObjectName[];
}

function* findHostgroups(pattern: string, known: KnownObjects): Generator<FoundGroup> {
  for (const [name, { alias, members }] of matchNames(
    pattern,
    known.model?.hostgroups ?? new Map<string, HostGroup>(),
  )) {
    const objects = members.map((hostName) => nameHost(hostName, known));
    yield { name, group: alias ?? name, objects };
  }
}

function* findServicegroups(pattern: string, known: KnownObjects): Generator<FoundGroup> {
  const groups = known.model?.servicegroups ?? new Map<string, ServiceGroup>();
  for (const [name, { alias, members }] of matchNames(pattern, groups)) {
    const objects = members.map((member) => nameService(member, known));
    yield { name, group: alias ?? name, objects };
  }
}

function nameHost(hostName: string, { hosts }: KnownObjects): ObjectName {
  return hosts.get(hostName)?.name ?? { key: hostName, hostName, serviceDescription: null };
}

function nameService({ hostName, serviceDescription }: ServiceMember, { hosts }: KnownObjects): ObjectName {
  const known = hosts.get(hostName)?.services.get(serviceDescription);
  return known ?? { key: objectKey(hostName, serviceDescription), hostName, serviceDescription };
}

function findHosts(pattern: string, { hosts }: KnownObjects): Choice {
  const objects = [...matchNames(pattern, hosts)].map(([, host]) => host.name);
  return choose(objects, `host ${pattern}`, pattern, isGlob(pattern));
}

function findServices({ host, service }: ServiceName, known: KnownObjects): Choice {
  const objects = matchServices(host, service, known.hosts);
  return choose(objects, `service ${host};${service}`, service, isGlob(host) || isGlob(service));
}

/** A service as one text: the first way to split it that means something known; first by names, then by globs. */
function findServiceText(text: string, { hosts }: KnownObjects): Choice {
  const splits = splitServiceText(text);
  for (const [host, service] of splits) {
    const name = hosts.get(host)?.services.get(service);
    if (name !== undefined) return choose([name], `service ${text}`, service, false);
  }
  for (const [host, service] of splits) {
    const objects = matchServices(host, service, hosts);
    if (objects.length > 0) return choose(objects, `service ${text}`, service, true);
  }
  return choose([], `service ${text}`, text, isGlob(text));
}

/** Every way to split at `;`, `/` or `:`. Nagios allows no `;` in a name, so that a text with one splits there. */
function splitServiceText(text: string): [string, string][] {
  const signs = text.includes(";") ? /;/g : /[/:]/g;
  return [...text.matchAll(signs)].map(({ index }) => [text.slice(0, index).trim(), text.slice(index + 1).trim()]);
}

function matchServices(host: string, service: string, hosts: ReadonlyMap<string, KnownHost>): ObjectName[] {
  const found: ObjectName[] = [];
  for (const [, { services }] of matchNames(host, hosts)) {
    for (const [, name] of matchNames(service, services)) found.push(name);
  }
  return found;
}

function choose(objects: ObjectName[], text: string, name: string, isPattern: boolean): Choice {
  const outcome = objects.length > 0 ? "found" : isPattern ? "unmatched" : "unknown";
  return { objects, group: null, text, name, outcome };
}
