import { eachInSlices } from "@/lib/domain/slices";
import type { ObjectModel, ServiceObject } from "./object-model";
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

/**
 * Joins the names of status.dat with those of objects.cache: around a reload each may know objects that the other
 * lacks.
 */
export function* joinKnownObjects(
  model: ObjectModel | null,
  names: readonly ObjectName[],
): Generator<void, KnownObjects> {
  const hosts = new Map<string, KnownHost>();
  yield* eachInSlices(names, (name) => {
    const host = hosts.get(name.hostName) ?? addHost(hosts, name.hostName);
    if (name.serviceDescription !== null) host.services.set(name.serviceDescription, name);
  });
  for (const hostName of model?.hosts.keys() ?? []) if (!hosts.has(hostName)) addHost(hosts, hostName);
  yield* eachInSlices(listServices(model), ({ key, hostName, description }) => {
    const host = hosts.get(hostName) ?? addHost(hosts, hostName);
    if (!host.services.has(description)) {
      host.services.set(description, { key, hostName, serviceDescription: description });
    }
  });
  return { hosts, model };
}

function* listServices(model: ObjectModel | null): Generator<ServiceObject> {
  for (const services of model?.services.values() ?? []) yield* services.values();
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
