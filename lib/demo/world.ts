import { type ObjectKey, objectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { DEMO_HOSTS } from "./organisation";
import type { CheckKind } from "./plugin-output";

/** Everything that decides what ever happens in a demo. Two worlds that are equal have the same past and future. */
export interface World {
  seed: string;
  /** When the demo was first started: from here on it is lively, before it lies its quiet history. Whole minutes. */
  bornAt: EpochMs;
  /** When its history begins: a midnight in UTC. */
  beginsAt: EpochMs;
}

/** A host or service as the simulated scheduler sees it. */
export interface Checked {
  key: ObjectKey;
  hostName: string;
  serviceDescription: string | null;
  kind: CheckKind;
  neverChecked: boolean;
}

export const CHECK_INTERVAL_MS = MINUTE_MS;
export const RETRY_INTERVAL_MS = 30 * SECOND_MS;
export const MAX_ATTEMPTS = 3;
const HISTORY_DAYS = 90;

/** Makes the world of a demo that starts at an instant: 90 whole days of history lie before that day. */
export function createWorld(seed: string, startedAt: EpochMs): World {
  const bornAt = startedAt - (startedAt % MINUTE_MS);
  return { seed, bornAt, beginsAt: midnightBefore(bornAt) - HISTORY_DAYS * DAY_MS };
}

/** The midnight in UTC at or before an instant. */
export function midnightBefore(at: EpochMs): EpochMs {
  return at - (at % DAY_MS);
}

/** When Nagios of this world was started: in the first hour of its history. */
export function programStartAt(world: World): EpochMs {
  return world.beginsAt + HOUR_MS / 2;
}

/** All hosts, then all services, each in Nagios' order. */
export const CHECKED_OBJECTS: readonly Checked[] = [
  ...DEMO_HOSTS.map((host) => ({
    key: objectKey(host.name, null),
    hostName: host.name,
    serviceDescription: null,
    kind: "host" as const,
    neverChecked: false,
  })),
  ...DEMO_HOSTS.flatMap((host) =>
    host.services.map((service) => ({
      key: objectKey(host.name, service.description),
      hostName: host.name,
      serviceDescription: service.description,
      kind: service.kind,
      neverChecked: service.neverChecked === true,
    })),
  ),
];
