import type { InsideWords } from "./inside-words";
import type { Measurement, MetricId } from "./metric";
import type { Owners } from "./owners";
import type { Rule, Telling } from "./policy";
import type { EpochMs } from "./time";

/** `host` or `host;service`. Nagios allows no `;` in names, so the key is unambiguous. */
export type ObjectKey = string;

/** Makes the key of a host (no service) or of a service. */
export function objectKey(hostName: string, serviceDescription: string | null): ObjectKey {
  return serviceDescription === null ? hostName : `${hostName};${serviceDescription}`;
}

/** The host of an object: the part of its key before the `;`. */
export function hostOf(key: ObjectKey): string {
  const cut = key.indexOf(";");
  return cut < 0 ? key : key.slice(0, cut);
}

export type HostResult = "up" | "down" | "unreachable";
export type ServiceResult = "ok" | "warning" | "critical" | "unknown";
/** `pending`: never checked, although Nagios writes state 0 for it. */
export type CheckResult = HostResult | ServiceResult | "pending";

/** One host or service that was chosen, or a host that carries chosen services. */
export interface WatchedObject {
  key: ObjectKey;
  kind: "host" | "service";
  hostName: string;
  serviceDescription: string | null;
  /** `display_name`, else alias, else the name. Public only where object names are. */
  label: string;
  /** False for a host that is watched only because chosen services run on it. */
  chosen: boolean;
  /** What the last check said, soft or hard. */
  current: CheckResult;
  /** What Nagios has confirmed: the hard state; an OK or UP counts whatever its type. */
  confirmed: CheckResult;
  /** Nagios' `current_problem_id`; 0 when there is no problem or the version writes none. */
  problemId: number;
  /** When the present problem began: the change to its first state, soft or not. Null while all is well. */
  problemBeganAt: EpochMs | null;
  /** When Nagios confirmed the present problem (`last_hard_state_change`); null while none is confirmed. */
  confirmedAt: EpochMs | null;
  /** The last change of state; null when there never was one. */
  changedAt: EpochMs | null;
  lastCheckAt: EpochMs | null;
  acknowledged: boolean;
  /** In a downtime of its own or of its host. */
  inDowntime: boolean;
  flapping: boolean;
  /** False when neither active nor passive checks are accepted: its state is frozen. */
  monitored: boolean;
  /** First line of the plugin's output. Not public unless the operator says so. */
  output: string;
}

/** A component with the objects that it is made of, in the order of the page. */
export interface ComponentMembers {
  slug: string;
  name: string;
  group: string | null;
  description: string | null;
  rule: Rule;
  /** The availability that was promised, in percent of a month; null when nothing was. */
  sla: number | null;
  /** Which of its outages become incidents. */
  telling: Telling;
  members: readonly ObjectKey[];
  /** Objects that the operator named and Nagios does not know (any more). Each counts as unknown. */
  missing: readonly string[];
}

/** A comment in Nagios on a watched object. Private; kept with the incident. */
export interface ObjectComment {
  key: ObjectKey;
  commentId: number;
  kind: "user" | "downtime" | "flapping" | "acknowledgement" | "other";
  enteredAt: EpochMs;
  author: string;
  text: string;
}

/** A downtime of a watched object. */
export interface ObjectDowntime {
  key: ObjectKey;
  downtimeId: number;
  enteredAt: EpochMs;
  /** When it holds. Of a flexible one that runs: from its own start, for its duration; before that its window. */
  startsAt: EpochMs;
  endsAt: EpochMs;
  /** The window that was scheduled. */
  windowStartsAt: EpochMs;
  windowEndsAt: EpochMs;
  /** Begins when a problem does, within its window, and lasts `durationMs`. */
  flexible: boolean;
  durationMs: number;
  /** `downtime_id` of the downtime that starts it; 0 for none. */
  triggeredBy: number;
  inEffect: boolean;
  author: string;
  text: string;
}

/** One moment of everything that Nagios said about what is on show. Plain data. */
export interface Snapshot {
  /** `info.created`: the instant for which all of this is true. */
  createdAt: EpochMs;
  objects: ReadonlyMap<ObjectKey, WatchedObject>;
  /** When Nagios started; null when the file does not say. */
  programStartedAt: EpochMs | null;
  /** What watched objects depend on and is not watched itself. Never shown; it tells where an outage has its root. */
  upstream: ReadonlyMap<ObjectKey, WatchedObject>;
  /**
   * What each object's reachability or sense depends on: parents of a host, and what its dependencies name. That a
   * service needs its host goes without saying. Objects without any are absent.
   */
  dependsOn: ReadonlyMap<ObjectKey, readonly ObjectKey[]>;
  components: readonly ComponentMembers[];
  /** The components that each object belongs to. */
  owners: Owners;
  comments: readonly ObjectComment[];
  downtimes: readonly ObjectDowntime[];
  /** What the checks measured that metrics are made of. */
  measurements: ReadonlyMap<MetricId, Measurement>;
  /** What may not be read anywhere: of the configuration (the same object until that changes), and of this reading. */
  inside: readonly [configured: InsideWords, present: InsideWords];
}
