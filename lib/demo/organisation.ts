import type { CheckKind } from "./plugin-output";

/** A host of the invented organisation. Hosts and services stand in the order in which Nagios writes them: by name. */
export interface DemoHost {
  name: string;
  alias: string;
  address: string;
  parents: readonly string[];
  services: readonly DemoService[];
}

export interface DemoService {
  description: string;
  kind: CheckKind;
  /** Known to Nagios, but no result has ever come in. */
  neverChecked?: boolean;
}

export interface DemoGroup<Member> {
  name: string;
  alias: string;
  members: readonly Member[];
}

function defineHost(
  name: string,
  alias: string,
  address: string,
  parents: readonly string[],
  services: readonly DemoService[],
): DemoHost {
  return { name, alias, address, parents, services };
}

function defineService(description: string, kind: CheckKind): DemoService {
  return { description, kind };
}

const HTTPS = defineService("HTTPS", "https");
const CERTIFICATE = defineService("TLS Certificate", "certificate");
const DISK = defineService("Disk Space", "disk");
const LOAD = defineService("Load", "load");
const PING = defineService("PING", "ping");
const UPLINK = defineService("Uplink", "interface");
const WIFI = defineService("Public Wi-Fi", "wifi");

/** Willowmere City Libraries does not exist; its addresses are those that RFC 5737 keeps for documentation. */
export const DEMO_HOSTS: readonly DemoHost[] = [
  defineHost(
    "accounts",
    "Reader accounts and loans",
    "192.0.2.23",
    ["sw-core"],
    [
      HTTPS,
      defineService("Loans and Renewals", "application"),
      defineService("Login", "application"),
      defineService("Payment Gateway", "application"),
    ],
  ),
  defineHost(
    "backup",
    "Backup server",
    "192.0.2.32",
    ["sw-core"],
    [
      defineService("Backup Age", "age"),
      { description: "Quarterly Restore Test", kind: "age", neverChecked: true },
      defineService("RAID", "raid"),
    ],
  ),
  defineHost(
    "bookmobile",
    "Bookmobile, on-board gateway",
    "203.0.113.40",
    ["gw-edge"],
    [defineService("LTE Signal", "signal"), PING],
  ),
  defineHost("br-harbour", "Harbour branch, router", "192.0.2.65", ["gw-edge"], [PING, WIFI, UPLINK]),
  defineHost(
    "br-hillside",
    "Hillside branch, router",
    "192.0.2.97",
    ["gw-edge"],
    [PING, WIFI, defineService("Self-service Terminal", "terminal"), UPLINK],
  ),
  defineHost(
    "catalogue",
    "Catalogue, application server",
    "192.0.2.21",
    ["sw-core"],
    [defineService("Catalogue Index Age", "age"), defineService("Catalogue Search", "application"), HTTPS, LOAD],
  ),
  defineHost(
    "catalogue-db",
    "Catalogue, database",
    "192.0.2.22",
    ["sw-core"],
    [DISK, LOAD, defineService("PostgreSQL", "database"), defineService("Replication Lag", "lag")],
  ),
  defineHost(
    "ebooks",
    "E-lending platform (hosted)",
    "198.51.100.20",
    ["gw-edge"],
    [defineService("Audiobook Streaming", "application"), defineService("E-book Loans", "application"), HTTPS],
  ),
  defineHost(
    "gw-edge",
    "Central Library, edge router",
    "192.0.2.1",
    [],
    [PING, UPLINK, defineService("VPN Tunnels", "tunnels")],
  ),
  defineHost(
    "kiosks-harbour",
    "Harbour branch, self-service terminals",
    "192.0.2.66",
    ["br-harbour"],
    [
      defineService("Return Sorter", "terminal"),
      defineService("Terminal 1", "terminal"),
      defineService("Terminal 2", "terminal"),
      defineService("Terminal 3", "terminal"),
    ],
  ),
  defineHost(
    "mail",
    "Notices by e-mail",
    "192.0.2.31",
    ["sw-core"],
    [DISK, defineService("Mail Queue", "queue"), defineService("SMTP", "smtp")],
  ),
  defineHost("sw-core", "Central Library, core switch", "192.0.2.2", ["gw-edge"], [PING, UPLINK]),
  defineHost("www1", "Website, first server", "192.0.2.11", ["sw-core"], [DISK, HTTPS, CERTIFICATE]),
  defineHost("www2", "Website, second server", "192.0.2.12", ["sw-core"], [DISK, HTTPS, CERTIFICATE]),
];

export const DEMO_HOSTGROUPS: readonly DemoGroup<string>[] = [
  {
    name: "branches",
    alias: "Branch libraries",
    members: ["bookmobile", "br-harbour", "br-hillside", "kiosks-harbour"],
  },
  { name: "digital-library", alias: "Digital library", members: ["ebooks"] },
  { name: "network", alias: "Network", members: ["br-harbour", "br-hillside", "gw-edge", "sw-core"] },
  {
    name: "servers",
    alias: "Servers",
    members: ["accounts", "backup", "catalogue", "catalogue-db", "mail", "www1", "www2"],
  },
];

export const DEMO_SERVICEGROUPS: readonly DemoGroup<readonly [host: string, service: string]>[] = [
  {
    name: "online-services",
    alias: "Online services",
    members: [
      ["accounts", "Loans and Renewals"],
      ["accounts", "Login"],
      ["accounts", "Payment Gateway"],
      ["catalogue", "Catalogue Search"],
      ["www1", "HTTPS"],
      ["www2", "HTTPS"],
    ],
  },
  {
    name: "public-wifi",
    alias: "Public Wi-Fi",
    members: [
      ["br-harbour", "Public Wi-Fi"],
      ["br-hillside", "Public Wi-Fi"],
    ],
  },
  {
    name: "terminals",
    alias: "Self-service terminals",
    members: [
      ["br-hillside", "Self-service Terminal"],
      ["kiosks-harbour", "Terminal 1"],
      ["kiosks-harbour", "Terminal 2"],
      ["kiosks-harbour", "Terminal 3"],
    ],
  },
];
