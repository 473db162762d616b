import { objectKey } from "@/lib/domain/snapshot";
import { type Block, createBlockScanner } from "./block-scanner";
import { cutHostMembers, cutServiceMembers } from "./cut-members";
import { createFieldReader, type FieldReader, objectField } from "./field-reader";
import type {
  Dependency,
  HostGroup,
  HostObject,
  ObjectReading,
  ServiceGroup,
  ServiceMember,
  ServiceObject,
} from "./object-model";
import { createProblemList } from "./problem";

/** Reads objects.cache piece by piece. */
export interface ObjectCacheScanner {
  /** Takes the next piece as latin-1 text of any length, cut anywhere. */
  push(chunk: string): void;
  end(): ObjectReading;
}

/** A group whose members wait for the hosts and services that stand behind it in the file. */
interface OpenGroup {
  name: string;
  alias: string | null;
  notes: string | null;
  members: string;
  line: number;
}

const NAME = { hostgroup: objectField("hostgroup_name"), servicegroup: objectField("servicegroup_name") } as const;
const HOST_NAME = objectField("host_name");
const DESCRIPTION = objectField("service_description");
const DISPLAY_NAME = objectField("display_name");
const ALIAS = objectField("alias");
const PARENTS = objectField("parents");
const MEMBERS = objectField("members");
const NOTES = objectField("notes");
const DEPENDENT_HOST_NAME = objectField("dependent_host_name");
const DEPENDENT_DESCRIPTION = objectField("dependent_service_description");

/**
 * Makes a scanner for one reading of objects.cache (common/objects.c, fcache_objects). Groups, hosts, services and
 * dependencies are kept; contacts, commands, addresses and everything else is passed over.
 */
export function createObjectCacheScanner(): ObjectCacheScanner {
  const fields = createFieldReader();
  const problems = createProblemList();
  const hosts = new Map<string, HostObject>();
  const services = new Map<string, Map<string, ServiceObject>>();
  const groups = { hostgroup: new Map<string, OpenGroup>(), servicegroup: new Map<string, OpenGroup>() };
  const dependencies: Dependency[] = [];
  const blocks = createBlockScanner(takeBlock, problems.add);

  function takeBlock(block: Block): void {
    switch (block.type) {
      case "host":
      case "service":
      case "hostgroup":
      case "servicegroup":
      case "hostdependency":
      case "servicedependency":
        fields.enter(block);
        if (!takeFields(block.type, block.line)) {
          problems.add({ line: block.line, block: block.type, message: "has no name and was skipped" });
        }
    }
  }

  function takeFields(type: string, line: number): boolean {
    switch (type) {
      case "host":
        return takeHost();
      case "service":
        return takeService();
      case "hostgroup":
      case "servicegroup":
        return takeGroup(type, line);
      default:
        return takeDependency();
    }
  }

  function takeHost(): boolean {
    const name = fields.text(HOST_NAME);
    if (name === "") return false;
    const displayName = optional(fields, DISPLAY_NAME);
    const alias = optional(fields, ALIAS);
    const parents = fields.text(PARENTS);
    const notes = optional(fields, NOTES);
    hosts.set(name, { name, alias, displayName, parents: parents === "" ? [] : parents.split(","), notes });
    return true;
  }

  function takeService(): boolean {
    const hostName = fields.text(HOST_NAME);
    const description = fields.text(DESCRIPTION);
    if (hostName === "" || description === "") return false;
    const displayName = optional(fields, DISPLAY_NAME);
    const notes = optional(fields, NOTES);
    const ofHost = services.get(hostName) ?? new Map<string, ServiceObject>();
    ofHost.set(description, { key: objectKey(hostName, description), hostName, description, displayName, notes });
    services.set(hostName, ofHost);
    return true;
  }

  function takeGroup(type: "hostgroup" | "servicegroup", line: number): boolean {
    const name = fields.text(NAME[type]);
    if (name === "") return false;
    const alias = optional(fields, ALIAS);
    const members = fields.text(MEMBERS);
    const notes = optional(fields, NOTES);
    groups[type].set(name, { name, alias, members, notes, line });
    return true;
  }

  function takeDependency(): boolean {
    const on = readObject(fields, HOST_NAME, DESCRIPTION);
    const dependent = readObject(fields, DEPENDENT_HOST_NAME, DEPENDENT_DESCRIPTION);
    if (on === null || dependent === null) return false;
    dependencies.push({ dependent, on });
    return true;
  }

  const isHost = (name: string) => hosts.has(name);
  const isService = (hostName: string, description: string) => services.get(hostName)?.has(description) ?? false;

  function reportUnknown(type: string, group: OpenGroup, unknown: readonly string[]): void {
    for (const name of unknown) {
      problems.add({ line: group.line, block: type, message: `${group.name} names ${name}, which is not defined` });
    }
  }

  function closeHostgroup({ members: list, line, ...group }: OpenGroup): HostGroup {
    if (list === "") return { ...group, members: [] };
    const { members, unknown } = cutHostMembers(list, isHost);
    reportUnknown("hostgroup", { ...group, members: list, line }, unknown);
    return { ...group, members: members.map((name) => hosts.get(name)?.name ?? name) };
  }

  function closeServicegroup({ members: list, line, ...group }: OpenGroup): ServiceGroup {
    if (list === "") return { ...group, members: [] };
    const { members, unknown } = cutServiceMembers(list, isHost, isService);
    reportUnknown("servicegroup", { ...group, members: list, line }, unknown);
    return { ...group, members: members.map(nameMember) };
  }

  /** The strings of the services themselves: pieces of the list would keep the whole list alive. */
  function nameMember(member: ServiceMember): ServiceMember {
    const service = services.get(member.hostName)?.get(member.serviceDescription);
    return service === undefined ? member : { hostName: service.hostName, serviceDescription: service.description };
  }

  return {
    push: blocks.push,
    end() {
      const end = blocks.end();
      const before = problems.count();
      const hostgroups = mapValues(groups.hostgroup, closeHostgroup);
      const servicegroups = mapValues(groups.servicegroup, closeServicegroup);
      const unknownMembers = problems.count() - before;
      const model = {
        hosts,
        services,
        hostgroups,
        servicegroups,
        dependencies,
        problems: problems.list(),
        problemCount: problems.count(),
      };
      if (end.kind === "torn") return { kind: "incomplete", reason: end.reason, model };
      if (hosts.size === 0) return { kind: "incomplete", reason: "it defines no host", model };
      if (unknownMembers === 0) return { kind: "complete", model };
      const reason = `${unknownMembers} members of its groups are not defined in it`;
      return { kind: "incomplete", reason, model };
    },
  };
}

/** Reads a whole objects.cache from latin-1 text. */
export function parseObjectCache(text: string): ObjectReading {
  const scanner = createObjectCacheScanner();
  scanner.push(text);
  return scanner.end();
}

function optional(fields: FieldReader, field: string): string | null {
  return fields.text(field) || null;
}

function readObject(fields: FieldReader, hostField: string, descriptionField: string): Dependency["on"] | null {
  const hostName = fields.text(hostField);
  if (hostName === "") return null;
  const serviceDescription = optional(fields, descriptionField);
  return { key: objectKey(hostName, serviceDescription), hostName, serviceDescription };
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, make: (value: A) => B): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, make(value)]));
}
