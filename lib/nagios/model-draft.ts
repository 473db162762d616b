import type { InsideKind } from "@/lib/domain/inside-words";
import { objectKey } from "@/lib/domain/snapshot";
import { type FieldReader, objectField } from "./field-reader";
import { isSecret } from "./inside-words";
import type { Dependency, HostObject, ServiceObject } from "./object-model";
import type { ObjectName } from "./object-name";

/** What was read of objects.cache so far. Lists of names wait for the hosts and services that stand behind them. */
export interface ModelDraft {
  hosts: Map<string, HostObject>;
  services: Map<string, Map<string, ServiceObject>>;
  hostgroups: Map<string, DraftGroup>;
  servicegroups: Map<string, DraftGroup>;
  /** Hosts with the list of their parents. */
  children: { host: HostObject; parents: string; line: number }[];
  dependencies: Dependency[];
  inside: Map<string, InsideKind>;
}

export interface DraftGroup {
  name: string;
  alias: string | null;
  notes: string | null;
  members: string;
  line: number;
}

const HOST_NAME = objectField("host_name");
const DESCRIPTION = objectField("service_description");
const DISPLAY_NAME = objectField("display_name");
const ALIAS = objectField("alias");
const ADDRESS = objectField("address");
const CONTACT_NAME = objectField("contact_name");
const CONTACTGROUP_NAME = objectField("contactgroup_name");
/** Where a contact can be reached (common/objects.c): six free fields beside mail and pager. */
const REACHED_BY = ["email", "pager", ...[1, 2, 3, 4, 5, 6].map((number) => `address${number}`)].map(objectField);
const PARENTS = objectField("parents");
const MEMBERS = objectField("members");
const NOTES = objectField("notes");
const DEPENDENT_HOST_NAME = objectField("dependent_host_name");
const DEPENDENT_DESCRIPTION = objectField("dependent_service_description");
const HOSTGROUP_NAME = objectField("hostgroup_name");
const SERVICEGROUP_NAME = objectField("servicegroup_name");

/** A draft of nothing yet. */
export function createModelDraft(): ModelDraft {
  return {
    hosts: new Map(),
    services: new Map(),
    hostgroups: new Map(),
    servicegroups: new Map(),
    children: [],
    dependencies: [],
    inside: new Map(),
  };
}

type Taker = (draft: ModelDraft, fields: FieldReader, line: number) => boolean;

/** Takes the block that was entered into the draft, by the block's type; false when it has no name. */
export const TAKERS: ReadonlyMap<string, Taker> = new Map<string, Taker>([
  ["host", takeHost],
  ["service", takeService],
  ["hostgroup", (draft, fields, line) => takeGroup(draft.hostgroups, HOSTGROUP_NAME, fields, line)],
  ["servicegroup", (draft, fields, line) => takeGroup(draft.servicegroups, SERVICEGROUP_NAME, fields, line)],
  ["contact", takeContact],
  ["contactgroup", takeContactGroup],
  ["hostdependency", takeDependency],
  ["servicedependency", takeDependency],
]);

function takeHost({ hosts, children, inside }: ModelDraft, fields: FieldReader, line: number): boolean {
  const name = fields.text(HOST_NAME);
  if (name === "") return false;
  const displayName = readOptional(fields, DISPLAY_NAME);
  const alias = readOptional(fields, ALIAS);
  addWords(inside, "address", [fields.text(ADDRESS)]);
  const parents = fields.text(PARENTS);
  const notes = readOptional(fields, NOTES);
  const host: HostObject = { name, alias, displayName, parents: [], notes };
  addWords(inside, "value", fields.customValues().filter(isSecret));
  if (parents !== "") children.push({ host, parents, line });
  hosts.set(name, host);
  return true;
}

function takeService({ services, inside }: ModelDraft, fields: FieldReader): boolean {
  const hostName = fields.text(HOST_NAME);
  const description = fields.text(DESCRIPTION);
  if (hostName === "" || description === "") return false;
  const displayName = readOptional(fields, DISPLAY_NAME);
  const notes = readOptional(fields, NOTES);
  addWords(inside, "value", fields.customValues().filter(isSecret));
  const ofHost = services.get(hostName) ?? new Map<string, ServiceObject>();
  ofHost.set(description, { key: objectKey(hostName, description), hostName, description, displayName, notes });
  services.set(hostName, ofHost);
  return true;
}

function takeGroup(groups: Map<string, DraftGroup>, nameField: string, fields: FieldReader, line: number): boolean {
  const name = fields.text(nameField);
  if (name === "") return false;
  const alias = readOptional(fields, ALIAS);
  const members = fields.text(MEMBERS);
  const notes = readOptional(fields, NOTES);
  groups.set(name, { name, alias, members, notes, line });
  return true;
}

function takeContact({ inside }: ModelDraft, fields: FieldReader): boolean {
  const name = fields.text(CONTACT_NAME);
  addWords(inside, "person", [name, fields.text(ALIAS), ...REACHED_BY.map((field) => fields.text(field))]);
  addWords(inside, "value", fields.customValues().filter(isSecret));
  return name !== "";
}

function takeContactGroup({ inside }: ModelDraft, fields: FieldReader): boolean {
  const name = fields.text(CONTACTGROUP_NAME);
  addWords(inside, "group", [name, fields.text(ALIAS)]);
  return name !== "";
}

function addWords(inside: ModelDraft["inside"], kind: InsideKind, texts: readonly string[]): void {
  for (const text of texts) if (text !== "") inside.set(text, kind);
}

function takeDependency({ dependencies }: ModelDraft, fields: FieldReader): boolean {
  const on = readObject(fields, HOST_NAME, DESCRIPTION);
  const dependent = readObject(fields, DEPENDENT_HOST_NAME, DEPENDENT_DESCRIPTION);
  if (on === null || dependent === null) return false;
  dependencies.push({ dependent, on });
  return true;
}

function readObject(fields: FieldReader, hostField: string, descriptionField: string): ObjectName | null {
  const hostName = fields.text(hostField);
  if (hostName === "") return null;
  const serviceDescription = readOptional(fields, descriptionField);
  return { key: objectKey(hostName, serviceDescription), hostName, serviceDescription };
}

function readOptional(fields: FieldReader, field: string): string | null {
  return fields.text(field) || null;
}
