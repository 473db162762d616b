import type { InsideWords } from "@/lib/domain/inside-words";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { ObjectName } from "./object-name";
import type { Problem } from "./problem";

/** What objects.cache says: the configuration as Nagios resolved it. Names are keys of maps, never of objects. */
export interface ObjectModel {
  hosts: ReadonlyMap<string, HostObject>;
  /** By host name, then by service description. */
  services: ReadonlyMap<string, ReadonlyMap<string, ServiceObject>>;
  hostgroups: ReadonlyMap<string, HostGroup>;
  servicegroups: ReadonlyMap<string, ServiceGroup>;
  dependencies: readonly Dependency[];
  /** Addresses, people and values of custom variables: only to be kept from leaving. */
  inside: InsideWords;
  problems: readonly Problem[];
  problemCount: number;
}

export interface HostObject {
  name: string;
  alias: string | null;
  /** Null when it is the name: Nagios writes it only when it differs. */
  displayName: string | null;
  parents: readonly string[];
  notes: string | null;
}

export interface ServiceObject {
  key: ObjectKey;
  hostName: string;
  description: string;
  displayName: string | null;
  notes: string | null;
}

/** Nested groups are flattened already. A member may be a host that the file does not define: see its problems. */
export interface HostGroup {
  name: string;
  alias: string | null;
  notes: string | null;
  members: readonly string[];
}

export interface ServiceGroup {
  name: string;
  alias: string | null;
  notes: string | null;
  members: readonly ServiceMember[];
}

export interface ServiceMember {
  hostName: string;
  serviceDescription: string;
}

/** `dependent` is not judged, or not notified about, while `on` fails. */
export interface Dependency {
  dependent: ObjectName;
  on: ObjectName;
}

/**
 * `incomplete`: the file is torn, or groups name objects that it does not define, as in a file that is being
 * written (it is not written atomically: common/objects.c, fcache_objects). The model then holds what was there.
 */
export type ObjectReading =
  | { kind: "complete"; model: ObjectModel }
  | { kind: "incomplete"; reason: string; model: ObjectModel };
