import type { Rule, StateMapping } from "./policy";
import { compareStates, type PublicState, worstState } from "./public-state";
import type { CheckResult, ComponentMembers, ObjectKey, Snapshot, WatchedObject } from "./snapshot";
import type { EpochMs } from "./time";

/** What a confirmed check result stands for in public. */
export function mapResult(result: CheckResult, mapping: StateMapping): PublicState {
  switch (result) {
    case "up":
    case "ok":
      return "operational";
    case "pending":
      return "unknown";
    case "down":
    case "unreachable":
      return mapping.host[result];
    default:
      return mapping.service[result];
  }
}

/**
 * The public state of one object. Never checked or frozen is unknown; a downtime, its own or its host's, is
 * maintenance; a host that is down takes its services with it.
 */
export function stateOfObject(
  object: WatchedObject,
  host: WatchedObject | undefined,
  mapping: StateMapping,
): PublicState {
  if (object.inDowntime && object.confirmed !== "pending") return "under_maintenance";
  const own = object.monitored ? mapResult(object.confirmed, mapping) : "unknown";
  if (object.kind === "host" || host === undefined || host.confirmed === "pending" || !host.monitored) return own;
  return worstState([own, mapResult(host.confirmed, mapping)]);
}

/** The states of all watched objects, each with its host taken into account. */
export function statesOfObjects(snapshot: Snapshot, mapping: StateMapping): Map<ObjectKey, PublicState> {
  const states = new Map<ObjectKey, PublicState>();
  for (const object of snapshot.objects.values()) {
    states.set(object.key, stateOfObject(object, snapshot.objects.get(object.hostName), mapping));
  }
  return states;
}

/**
 * The state that a rule makes of its members' states. All three rules are one: as good as the state that
 * `needed` members reach, where `best` needs one and `worst` needs all. More than there are is unknown.
 */
export function applyRule(rule: Rule, states: readonly PublicState[]): PublicState {
  const ordered = [...states].sort(compareStates);
  const needed = rule.kind === "best" ? 1 : rule.kind === "worst" ? ordered.length : rule.count;
  return ordered[needed - 1] ?? "unknown";
}

export interface ComponentState {
  state: PublicState;
  /** Since when, as far as Nagios tells; null when it does not. */
  since: EpochMs | null;
}

/** The state of a component at the snapshot's instant. A named object that Nagios does not know counts as unknown. */
export function stateOfComponent(
  component: ComponentMembers,
  snapshot: Snapshot,
  states: ReadonlyMap<ObjectKey, PublicState>,
): ComponentState {
  const members: PublicState[] = component.members.map((key) => states.get(key) ?? "unknown");
  const state = applyRule(component.rule, [...members, ...component.missing.map(() => "unknown" as const)]);
  return { state, since: findSince(component, snapshot, states, state) };
}

function findSince(
  component: ComponentMembers,
  snapshot: Snapshot,
  states: ReadonlyMap<ObjectKey, PublicState>,
  state: PublicState,
): EpochMs | null {
  let since: EpochMs | null = null;
  const isLater = state === "operational";
  for (const key of component.members) {
    if (states.get(key) !== state) continue;
    const at = beginOf(key, snapshot, state);
    if (at !== null && (since === null || (isLater ? at > since : at < since))) since = at;
  }
  return since;
}

/** A component is well since its last member recovered, and disrupted since the first one failed. */
function beginOf(key: ObjectKey, snapshot: Snapshot, state: PublicState): EpochMs | null {
  const object = snapshot.objects.get(key);
  if (object === undefined || state === "unknown" || state === "under_maintenance") return null;
  if (state === "operational") return object.changedAt;
  return object.problemBeganAt ?? snapshot.objects.get(object.hostName)?.problemBeganAt ?? null;
}
