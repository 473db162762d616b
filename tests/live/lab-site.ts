/** A host of the lab with its services. Names with blanks, slashes and signs are meant: Nagios allows them. */
export interface LabHost {
  name: string;
  alias: string;
  parent: string | null;
  services: readonly string[];
}

export const LAB_HOSTS: readonly LabHost[] = [
  { name: "gw-edge", alias: "Edge router", parent: null, services: ["Uplink {Gi0/1}"] },
  { name: "sw-core", alias: "Core switch", parent: "gw-edge", services: ["PING", "Uptime"] },
  {
    name: "www1",
    alias: "First web server",
    parent: "sw-core",
    services: ["HTTPS", "CPU / Load", "Search = critical path"],
  },
  { name: "www2", alias: "Second web server", parent: "sw-core", services: ["HTTPS", "CPU / Load"] },
  {
    name: "db 1",
    alias: "Database",
    parent: "sw-core",
    services: ["PostgreSQL", "Replication Lag", "Disk Space /var", "Backup Age"],
  },
];

export const LAB_HOSTGROUPS: Record<string, readonly string[]> = {
  network: ["gw-edge", "sw-core"],
  web: ["www1", "www2"],
};

export const LAB_SERVICEGROUPS: Record<string, readonly (readonly [host: string, service: string])[]> = {
  websites: [
    ["www1", "HTTPS"],
    ["www2", "HTTPS"],
  ],
};

/** One object of the lab; its state lies in a file of that name. */
export interface LabObject {
  host: string;
  service: string | null;
  stateFile: string;
}

/** All hosts, then all services. */
export const LAB_OBJECTS: readonly LabObject[] = [
  ...LAB_HOSTS.map(({ name }, index) => ({ host: name, service: null, stateFile: `host-${index}` })),
  ...LAB_HOSTS.flatMap((host, index) =>
    host.services.map((service, number) => ({ host: host.name, service, stateFile: `service-${index}-${number}` })),
  ),
];

/** Finds an object of the lab. Throws when there is none: a mistake of the test. */
export function findLabObject(host: string, service: string | null): LabObject {
  const found = LAB_OBJECTS.find((object) => object.host === host && object.service === service);
  if (found === undefined) throw new Error(`the lab has no ${service === null ? host : `${host};${service}`}`);
  return found;
}
