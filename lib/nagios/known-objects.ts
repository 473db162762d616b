import type { ObjectModel } from "./object-model";
import type { ObjectName } from "./object-name";

/** All objects that Nagios knows by any of its files, and how they are called. */
export interface KnownObjects {
  /** In the order of status.dat, then of objects.cache. */
  hosts: ReadonlyMap<string, KnownHost>;
  model: ObjectModel | null;
}

export interface KnownHost {
  name: ObjectName;
  services: Map<string, ObjectName>;
}

/** Objects between two yields of work that is done in slices. */
const SLICE_OBJECTS = 1000;

/**
 * Joins the names of status.dat with those of objects.cache: around a reload each may know objects that the other
 * lacks.
 */
export function* joinKnownObjects(
  model: ObjectModel | null,
  names: readonly ObjectName[],
): Generator<void, KnownObjects> {
  const hosts = new Map<string, KnownHost>();
  let count = 0;
  for (const name of names) {
    const host = hosts.get(name.hostName) ?? addHost(hosts, name.hostName);
    if (name.serviceDescription !== null) host.services.set(name.serviceDescription, name);
    count += 1;
    if (count % SLICE_OBJECTS === 0) yield;
  }
  for (const hostName of model?.hosts.keys() ?? []) if (!hosts.has(hostName)) addHost(hosts, hostName);
  for (const [hostName, services] of model?.services ?? []) {
    const host = hosts.get(hostName) ?? addHost(hosts, hostName);
    for (const { key, description } of services.values()) {
      if (!host.services.has(description)) {
        host.services.set(description, { key, hostName, serviceDescription: description });
      }
      count += 1;
      if (count % SLICE_OBJECTS === 0) yield;
    }
  }
  return { hosts, model };
}

function addHost(hosts: Map<string, KnownHost>, hostName: string): KnownHost {
  const host = { name: { key: hostName, hostName, serviceDescription: null }, services: new Map() };
  hosts.set(hostName, host);
  return host;
}

/** `display_name`, else a host's alias, else the name. */
export function labelOf({ hostName, serviceDescription }: ObjectName, model: ObjectModel | null): string {
  if (serviceDescription === null) {
    const host = model?.hosts.get(hostName);
    return host?.displayName ?? host?.alias ?? hostName;
  }
  return model?.services.get(hostName)?.get(serviceDescription)?.displayName ?? serviceDescription;
}
