import type { PublicState } from "./public-state";

/**
 * How the states of a component's members make the component's state. `worst` is as bad as its worst
 * member, `best` as good as its best, `at_least` as good as the state that `count` members reach.
 */
export type Rule = { kind: "worst" } | { kind: "best" } | { kind: "at_least"; count: number };

/** Names a service; either part may be a glob (`*`, `?`, `[ab]`). */
export interface ServiceName {
  host: string;
  service: string;
}

/**
 * What the operator chose. `hosts` may be globs. A service may also be written as one text with `;`, `/` or `:`
 * between host and service; which one it is shows when it is matched against what Nagios knows.
 */
export interface Members {
  hosts: readonly string[];
  services: readonly (ServiceName | string)[];
  hostgroups: readonly string[];
  servicegroups: readonly string[];
}

/**
 * Which outages of a component become incidents. `auto`: each that lasts `delayMs`. `review`: each as a draft that a
 * person publishes. `off`: none.
 */
export interface Telling {
  mode: "auto" | "review" | "off";
  delayMs: number;
}

/** Every outage, at once. */
export const TELL_ALL: Telling = { mode: "auto", delayMs: 0 };

/** How problems become incidents. */
export interface IncidentRules {
  /** Problems of one component, or with one root, that begin within it are one incident. */
  groupingWindowMs: number;
  /** A problem that returns within it reopens its incident. */
  reopeningWindowMs: number;
  /** An incident whose problems are over is resolved after it. */
  monitoringMs: number;
  /** A comment in Nagios that begins with it is for the public; null where none is. */
  publicPrefix: string | null;
}

/** The rules when the configuration says nothing. */
export const DEFAULT_INCIDENT_RULES: IncidentRules = {
  groupingWindowMs: 300_000,
  reopeningWindowMs: 900_000,
  monitoringMs: 300_000,
  publicPrefix: "#public",
};

/** One component as the operator described it. */
export interface ComponentSpec {
  slug: string;
  name: string;
  group: string | null;
  description: string | null;
  members: Members;
  rule: Rule;
  /** The availability that was promised, in percent of a month; null when nothing was. */
  sla: number | null;
  telling: Telling;
}

/**
 * What is put on show. `components`: public names, Nagios' names stay inside.
 * `objects` (the predecessor's keys): each chosen object becomes a component of its own, under its own name.
 */
export type Selection =
  | { kind: "components"; components: readonly ComponentSpec[] }
  | { kind: "objects"; members: Members; telling: Telling };

/** Which public state a confirmed check result stands for. */
export interface StateMapping {
  host: Record<"down" | "unreachable", PublicState>;
  service: Record<"warning" | "critical" | "unknown", PublicState>;
}

/** The mapping when the configuration says nothing. */
export const DEFAULT_MAPPING: StateMapping = {
  host: { down: "major_outage", unreachable: "major_outage" },
  service: {
    warning: "degraded_performance",
    critical: "major_outage",
    unknown: "unknown",
  },
};

/** How much of its time a state counts as down: 0 not at all, 1 wholly. */
export type Weights = Record<Exclude<PublicState, "operational" | "unknown">, number>;

/** The weights when the configuration says nothing. */
export const DEFAULT_WEIGHTS: Weights = {
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0.3,
  major_outage: 1,
};

/** Whether anything was chosen at all. Nothing chosen publishes nothing. */
export function choosesNothing(selection: Selection): boolean {
  if (selection.kind === "components") return selection.components.length === 0;
  const { hosts, services, hostgroups, servicegroups } = selection.members;
  return hosts.length + services.length + hostgroups.length + servicegroups.length === 0;
}
