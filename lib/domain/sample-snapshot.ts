import { indexOwners } from "./owners";
import { TELL_ALL } from "./policy";
import { drain } from "./slices";
import { type CheckResult, type ComponentMembers, objectKey, type Snapshot, type WatchedObject } from "./snapshot";

/** Builders for tests: objects, components and snapshots with one thing said and the rest well. */

export const SAMPLE_AT = Date.UTC(2026, 10, 23, 14, 0, 0);

export function sampleObject(
  hostName: string,
  serviceDescription: string | null,
  confirmed: CheckResult,
  more: Partial<WatchedObject> = {},
): WatchedObject {
  const isWell = confirmed === "up" || confirmed === "ok" || confirmed === "pending";
  const beganAt = SAMPLE_AT - 600_000;
  return {
    key: objectKey(hostName, serviceDescription),
    kind: serviceDescription === null ? "host" : "service",
    hostName,
    serviceDescription,
    label: serviceDescription ?? hostName,
    chosen: true,
    current: confirmed,
    confirmed,
    problemId: isWell ? 0 : 7,
    problemBeganAt: isWell ? null : beganAt,
    confirmedAt: isWell ? null : beganAt,
    changedAt: beganAt,
    lastCheckAt: SAMPLE_AT - 5000,
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    monitored: true,
    output: "",
    ...more,
  };
}

export function sampleComponent(slug: string, members: readonly WatchedObject[], more: Partial<ComponentMembers> = {}) {
  const name = slug.charAt(0).toUpperCase() + slug.slice(1);
  const keys = members.map((member) => member.key);
  const rule: ComponentMembers["rule"] = { kind: "worst" };
  return {
    slug,
    name,
    group: null,
    description: null,
    rule,
    sla: null,
    telling: TELL_ALL,
    members: keys,
    missing: [],
    ...more,
  };
}

export function sampleSnapshot(
  objects: readonly WatchedObject[],
  components: readonly ComponentMembers[],
  more: Partial<Snapshot> = {},
): Snapshot {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const owners = drain(indexOwners(components));
  return {
    createdAt: SAMPLE_AT,
    objects: byKey,
    components,
    programStartedAt: null,
    upstream: new Map(),
    dependsOn: new Map(),
    owners,
    comments: [],
    downtimes: [],
    measurements: new Map(),
    inside: [new Map(), new Map()],
    ...more,
  };
}
