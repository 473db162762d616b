import { cutHostMembers, cutServiceMembers } from "./cut-members";
import type { DraftGroup, ModelDraft } from "./model-draft";
import type { HostGroup, ObjectModel, ServiceGroup, ServiceMember } from "./object-model";
import type { ProblemList } from "./problem";

/**
 * Makes the model of a draft that was read to its end: lists of names become names. A name that the file does not
 * define stays, and is reported.
 */
export function closeModel(draft: ModelDraft, problems: ProblemList): ObjectModel {
  for (const { host, parents, line } of draft.children) {
    host.parents = cutHosts(parents, draft, (name) => report(problems, "host", host.name, line, name));
  }
  const hostgroups = mapValues(draft.hostgroups, (group) => closeHostgroup(group, draft, problems));
  const servicegroups = mapValues(draft.servicegroups, (group) => closeServicegroup(group, draft, problems));
  const { hosts, services, dependencies, inside } = draft;
  return {
    hosts,
    services,
    hostgroups,
    servicegroups,
    dependencies,
    inside,
    problems: problems.list(),
    problemCount: problems.count(),
  };
}

function closeHostgroup({ line, members, ...group }: DraftGroup, draft: ModelDraft, problems: ProblemList): HostGroup {
  const onUnknown = (name: string) => report(problems, "hostgroup", group.name, line, name);
  return { ...group, members: cutHosts(members, draft, onUnknown) };
}

function closeServicegroup(
  { line, members: list, ...group }: DraftGroup,
  { hosts, services }: ModelDraft,
  problems: ProblemList,
): ServiceGroup {
  if (list === "") return { ...group, members: [] };
  const { members, unknown } = cutServiceMembers(
    list,
    (name) => hosts.has(name),
    (hostName, description) => services.get(hostName)?.has(description) ?? false,
  );
  for (const name of unknown) report(problems, "servicegroup", group.name, line, name);
  return { ...group, members: members.map((member) => nameMember(member, services)) };
}

/** The strings of the services themselves: pieces of the list would keep the whole list alive. */
function nameMember(member: ServiceMember, services: ModelDraft["services"]): ServiceMember {
  const service = services.get(member.hostName)?.get(member.serviceDescription);
  return service === undefined ? member : { hostName: service.hostName, serviceDescription: service.description };
}

function cutHosts(list: string, { hosts }: ModelDraft, onUnknown: (name: string) => void): string[] {
  if (list === "") return [];
  const { members, unknown } = cutHostMembers(list, (name) => hosts.has(name));
  unknown.forEach(onUnknown);
  return members.map((name) => hosts.get(name)?.name ?? name);
}

function report(problems: ProblemList, block: string, owner: string, line: number, name: string): void {
  problems.add({ line, block, message: `${owner} names ${name}, which is not defined` });
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, make: (value: A) => B): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, make(value)]));
}
