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
}

/**
 * What is put on show. `components`: public names, Nagios' names stay inside.
 * `objects` (the predecessor's keys): each chosen object becomes a component of its own, under its own name.
 */
export type Selection =
  | { kind: "components"; components: readonly ComponentSpec[] }
  | { kind: "objects"; members: Members };

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
