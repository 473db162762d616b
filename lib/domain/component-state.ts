import type { Rule, StateMapping } from "./policy";
import { PUBLIC_STATES, type PublicState, rankOf, worstState } from "./public-state";
import { eachInSlices } from "./slices";
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

/** What the public state of an object follows from. */
export type StateFacts = Pick<WatchedObject, "confirmed" | "inDowntime" | "monitored">;

/**
 * The public state of one object. Never checked or frozen is unknown; a downtime, its own or its host's, is
 * maintenance; a host that is down takes its services with it.
 */
export function stateOfObject(object: StateFacts, host: StateFacts | undefined, mapping: StateMapping): PublicState {
  if (object.inDowntime && object.confirmed !== "pending") return "under_maintenance";
  const own = object.monitored ? mapResult(object.confirmed, mapping) : "unknown";
  const isHostSilent = host === undefined || host === object || host.confirmed === "pending" || !host.monitored;
  if (isHostSilent || host.confirmed === "up") return own;
  return worstState([own, mapResult(host.confirmed, mapping)]);
}

/**
 * The state that a rule makes of its members' states. All three rules are one: as good as the state that
 * `needed` members reach, where `best` needs one and `worst` needs all. More than there are is unknown.
 */
export function applyRule(rule: Rule, states: readonly PublicState[]): PublicState {
  const counts = PUBLIC_STATES.map(() => 0);
  for (const state of states) counts[rankOf(state)] = (counts[rankOf(state)] as number) + 1;
  return applyRuleToCounts(rule, counts);
}

/** The same, of how many members are in each state, in the order of `PUBLIC_STATES`. */
export function applyRuleToCounts(rule: Rule, counts: readonly number[]): PublicState {
  const needed = rule.kind === "best" ? 1 : rule.kind === "at_least" ? rule.count : sum(counts);
  let reached = 0;
  for (let rank = 0; rank < counts.length; rank += 1) {
    reached += counts[rank] as number;
    if (reached >= needed && reached > 0) return PUBLIC_STATES[rank] ?? "unknown";
  }
  return "unknown";
}

function sum(counts: readonly number[]): number {
  let all = 0;
  for (const count of counts) all += count;
  return all;
}

export interface ComponentState {
  state: PublicState;
  /** Since when, as far as Nagios tells; null when it does not. */
  since: EpochMs | null;
}

/** The public states of one snapshot. */
export interface Judgement {
  objects: ReadonlyMap<ObjectKey, PublicState>;
  /** By slug. */
  components: ReadonlyMap<string, ComponentState>;
}

/** The judgement while there is no snapshot. */
export const NOTHING_JUDGED: Judgement = { objects: new Map(), components: new Map() };

/** Judges every object, then every component by its members. In slices. */
export function* judgeInSlices(snapshot: Snapshot, mapping: StateMapping): Generator<void, Judgement> {
  const objects = new Map<ObjectKey, PublicState>();
  yield* eachInSlices(snapshot.objects.values(), (object) => {
    const host = object.kind === "host" ? object : snapshot.objects.get(object.hostName);
    objects.set(object.key, stateOfObject(object, host, mapping));
  });
  const components = new Map<string, ComponentState>();
  for (const component of snapshot.components) {
    components.set(component.slug, judgeComponent(component, snapshot, objects));
    yield;
  }
  return { objects, components };
}

/** A named object that Nagios does not know counts as unknown. */
function judgeComponent(
  component: ComponentMembers,
  snapshot: Snapshot,
  objects: ReadonlyMap<ObjectKey, PublicState>,
): ComponentState {
  const states = component.members.map((key) => objects.get(key) ?? "unknown");
  const state = applyRule(component.rule, [...states, ...component.missing.map(() => "unknown" as const)]);
  return { state, since: findSince(component, snapshot, objects, state) };
}

/** A component is well since its last member recovered, and disrupted since the first one failed. */
function findSince(
  component: ComponentMembers,
  snapshot: Snapshot,
  objects: ReadonlyMap<ObjectKey, PublicState>,
  state: PublicState,
): EpochMs | null {
  if (state === "unknown" || state === "under_maintenance") return null;
  let since: EpochMs | null = null;
  for (const key of component.members) {
    if (objects.get(key) !== state) continue;
    const at = beginOf(key, snapshot, state);
    if (at !== null && (since === null || (state === "operational" ? at > since : at < since))) since = at;
  }
  return since;
}

function beginOf(key: ObjectKey, snapshot: Snapshot, state: PublicState): EpochMs | null {
  const object = snapshot.objects.get(key);
  if (object === undefined) return null;
  if (state === "operational") return object.changedAt;
  return object.problemBeganAt ?? snapshot.objects.get(object.hostName)?.problemBeganAt ?? null;
}
