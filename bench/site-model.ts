import { createChance } from "@/lib/demo/chance";
import type { CheckKind } from "@/lib/demo/plugin-output";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";

export interface SiteOptions {
  hosts: number;
  services: number;
  /** The same seed and sizes make the same site, byte by byte. */
  seed: string;
  /** The instant of the first status.dat. */
  at: EpochMs;
}

/** What changes about an object from one status.dat to the next. */
export interface SiteState {
  state: number;
  hard: boolean;
  attempt: number;
  changedAt: EpochMs;
  hardChangedAt: EpochMs;
  checkedAt: EpochMs;
  problemId: number;
  neverChecked: boolean;
  flapping: boolean;
  acknowledged: boolean;
  downtimeDepth: number;
}

export interface SiteService extends SiteState {
  description: string;
  kind: CheckKind;
}

export interface SiteHost extends SiteState {
  name: string;
  role: string;
  place: string;
  address: string;
  parent: string | null;
  services: SiteService[];
}

/** A large site. Hosts by name, the services of each by description. */
export interface Site {
  at: EpochMs;
  bornAt: EpochMs;
  hosts: SiteHost[];
  nextProblemId: number;
  mutations: number;
}

export const CHECK_INTERVAL_MS = 5 * MINUTE_MS;
export const ROLES = ["app", "build", "cache", "db", "edge", "ldap", "mail", "proxy", "queue", "storage", "vpn", "web"];
export const PLACES = ["ams2", "fra1", "lon1", "nyc3"];

const CATALOGUE: readonly (readonly [description: string, kind: CheckKind])[] = [
  ["APT", "age"],
  ["CPU / Load", "load"],
  ["Disk Space /", "disk"],
  ["HTTPS", "https"],
  ["Memory", "load"],
  ["NTP", "lag"],
  ["PING", "ping"],
  ["SSH", "smtp"],
  ["Swap", "disk"],
  ["TLS Certificate", "certificate"],
  ["Total Processes", "queue"],
  ["Users", "database"],
];

type Draw = ReturnType<typeof createChance>;

/** Makes a site: about one service in twenty has a problem, one host in 150 is down, a few are in downtime. */
export function makeSite({ hosts: hostCount, services, seed, at }: SiteOptions): Site {
  const chance = createChance(`${seed}/${hostCount}/${services}`);
  const site: Site = { at, bornAt: at, hosts: [], nextProblemId: 1, mutations: 0 };
  for (let index = 0; index < hostCount; index += 1) site.hosts.push(makeHost(site, chance, index));
  const routers = site.hosts.slice(0, Math.max(1, Math.floor(hostCount / 50)));
  for (const host of site.hosts.slice(routers.length)) host.parent = chance.pick(routers).name;
  let left = services;
  for (const [index, host] of site.hosts.entries()) {
    const count = Math.round(left / (hostCount - index));
    for (let number = 0; number < count; number += 1) host.services.push(makeService(site, chance, host, number));
    host.services.sort((a, b) => (a.description < b.description ? -1 : 1));
    left -= count;
  }
  site.hosts.sort((a, b) => (a.name < b.name ? -1 : 1));
  return site;
}

function makeHost(site: Site, chance: Draw, index: number): SiteHost {
  const role = chance.pick(ROLES);
  const place = chance.pick(PLACES);
  const state = chance.next() < 1 / 150 ? chance.pick([1, 1, 2]) : 0;
  return {
    ...makeState(site, chance, state, true),
    name: `${role}-${String(index).padStart(5, "0")}.${place}.example.com`,
    role,
    place,
    address: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
    parent: null,
    services: [],
  };
}

function makeService(site: Site, chance: Draw, host: SiteHost, number: number): SiteService {
  const [name, kind] = CATALOGUE[number % CATALOGUE.length] ?? ["PING", "ping"];
  const turn = Math.floor(number / CATALOGUE.length);
  const fraction = chance.next();
  const own = fraction < 0.95 ? 0 : fraction < 0.975 ? 1 : fraction < 0.992 ? 2 : 3;
  const state = host.state !== 0 ? 2 : own;
  const service = makeState(site, chance, state, host.state !== 0 || chance.next() > 0.15);
  const neverChecked = state === 0 && chance.next() < 0.004;
  return { ...service, neverChecked, description: turn === 0 ? name : `${name} #${turn + 1}`, kind };
}

function makeState(site: Site, chance: Draw, state: number, hard: boolean): SiteState {
  const seconds = (low: number, high: number) => site.at - chance.whole(low, high) * SECOND_MS;
  const soft = state !== 0 && !hard;
  const changedAt = soft ? seconds(30, 200) : seconds(600, (60 * DAY_MS) / SECOND_MS);
  return {
    state,
    hard: !soft,
    attempt: soft || state === 0 ? 1 : 3,
    changedAt,
    hardChangedAt: soft ? changedAt - DAY_MS : changedAt,
    checkedAt: seconds(0, 299),
    problemId: state === 0 ? 0 : site.nextProblemId++,
    neverChecked: false,
    flapping: chance.next() < 0.003,
    acknowledged: state !== 0 && !soft && chance.next() < 0.3,
    downtimeDepth: chance.next() < 0.005 ? 1 : 0,
  };
}

/**
 * Lets time go on to an instant: a share of the services (0 to 1) changes state, soft first, and whatever is due is
 * checked. Changes the site in place; answers how many services changed.
 */
export function mutateSite(site: Site, { share, at }: { share: number; at: EpochMs }): number {
  site.at = at;
  site.mutations += 1;
  const chance = createChance(`mutation/${site.mutations}`);
  const services = site.hosts.flatMap((host) => host.services).filter((service) => !service.neverChecked);
  const chosen = new Set<SiteService>();
  const wanted = Math.min(services.length, Math.max(1, Math.round(services.length * share)));
  while (chosen.size < wanted) chosen.add(chance.pick(services));
  for (const host of site.hosts) checkWhenDue(host, at);
  for (const service of services) {
    if (chosen.has(service)) changeService(site, chance, service);
    else checkWhenDue(service, at);
  }
  return chosen.size;
}

function checkWhenDue(object: SiteState, at: EpochMs): void {
  const late = Math.floor((at - object.checkedAt) / CHECK_INTERVAL_MS);
  object.checkedAt += Math.max(0, late) * CHECK_INTERVAL_MS;
}

/** A new problem begins soft; a soft one is confirmed or over; a confirmed one is over. */
function changeService(site: Site, chance: Draw, service: SiteService): void {
  const before = service.state;
  const confirms = before !== 0 && !service.hard && chance.next() < 0.5;
  const state = before === 0 ? chance.pick([1, 2, 2, 3]) : confirms ? before : 0;
  service.checkedAt = site.at;
  service.changedAt = site.at;
  if (before === 0) service.problemId = site.nextProblemId++;
  if (state === 0) Object.assign(service, { problemId: 0, acknowledged: false });
  service.hard = before !== 0;
  service.attempt = state === 0 || before === 0 ? 1 : 3;
  if (service.hard) service.hardChangedAt = site.at;
  service.state = state;
}
