import {
  type Directive,
  formatDefinition,
  HOST_TAIL,
  SERVICE_TAIL,
  writeObjectCacheHeader,
} from "@/lib/demo/object-definitions";
import { DAY_MS } from "@/lib/domain/time";
import { PLACES, ROLES, type Site, type SiteHost, type SiteService } from "./site-model";

const INTERVALS: readonly Directive[] = [
  ["check_interval", "5.000000"],
  ["retry_interval", "1.000000"],
];

/** The objects.cache of a large site, in pieces. Groups: by place, by role, everything, and two for the public. */
export function* writeSiteObjects(site: Site): Generator<string> {
  yield writeObjectCacheHeader(site.bornAt - 10 * DAY_MS);
  for (const [name, alias, members] of listHostgroups(site)) {
    yield formatDefinition("hostgroup", [
      ["hostgroup_name", name],
      ["alias", alias],
      ["members", members.map((host) => host.name).join(",")],
    ]);
  }
  const published = listPublished(site);
  yield formatServicegroup("https", "HTTPS", site.hosts, ["HTTPS"]);
  yield formatServicegroup("public-status-services", "Public status page: services", published, ["HTTPS", "PING"]);
  for (const host of site.hosts) yield formatHost(host);
  for (const host of site.hosts) for (const service of host.services) yield formatService(host, service);
}

/** A tenth of the hosts is on show. */
function listPublished(site: Site): SiteHost[] {
  return site.hosts.filter((_, index) => index % 10 === 0);
}

function listHostgroups(site: Site): (readonly [name: string, alias: string, members: SiteHost[]])[] {
  return [
    ["all", "All hosts", site.hosts] as const,
    ...PLACES.map(
      (place) => [`place-${place}`, place.toUpperCase(), site.hosts.filter((host) => host.place === place)] as const,
    ),
    ["public-status", "Public status page", listPublished(site)] as const,
    ...ROLES.map((role) => [`role-${role}`, role, site.hosts.filter((host) => host.role === role)] as const),
  ].filter(([, , members]) => members.length > 0);
}

function formatServicegroup(
  name: string,
  alias: string,
  hosts: readonly SiteHost[],
  descriptions: readonly string[],
): string {
  const members = hosts.flatMap((host) =>
    host.services
      .filter((service) => descriptions.includes(service.description))
      .map((service) => `${host.name},${service.description}`),
  );
  return formatDefinition("servicegroup", [
    ["servicegroup_name", name],
    ["alias", alias],
    ["members", members.join(",")],
  ]);
}

function formatHost(host: SiteHost): string {
  const parents: Directive[] = host.parent === null ? [] : [["parents", host.parent]];
  return formatDefinition(
    "host",
    [
      ["host_name", host.name],
      ["alias", `${host.role} server in ${host.place}`],
      ["address", host.address],
      ...parents,
      ["check_period", "24x7"],
      ["check_command", "check-host-alive"],
      ...HOST_TAIL,
      ["_PLACE", host.place.toUpperCase()],
      ["_ROLE", host.role],
    ],
    INTERVALS,
  );
}

function formatService(host: SiteHost, service: SiteService): string {
  const displayName: Directive[] = service.description === "HTTPS" ? [["display_name", "Website (HTTPS)"]] : [];
  return formatDefinition(
    "service",
    [
      ["host_name", host.name],
      ["service_description", service.description],
      ...displayName,
      ["check_period", "24x7"],
      ["check_command", `check_nrpe!check_${service.kind}`],
      ...SERVICE_TAIL,
    ],
    INTERVALS,
  );
}
