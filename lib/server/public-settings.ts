import { createHash } from "node:crypto";
import type { Config } from "@/lib/config/config";
import type { MetricSpec } from "@/lib/domain/metric";
import { choosesNothing, type Selection, type StateMapping, type Weights } from "@/lib/domain/policy";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import { SECOND_MS } from "@/lib/domain/time";
import type { Language, Templates } from "@/lib/domain/words";
import { compileSelection } from "@/lib/nagios/compile-selection";

/** What the operator decided about the page as a whole. */
export interface PublicSettings {
  name: string;
  /** True while the simulator takes Nagios' place. */
  demo: boolean;
  timeZone: string;
  /** Of automatic texts, with the operator's own wording of them. */
  language: Language;
  templates: Templates;
  publishes: boolean;
  /** Values that are put on show. */
  metrics: readonly MetricSpec[];
  refreshMs: number;
  stalenessThresholdMs: number;
  mapping: StateMapping;
  /** How much of the time in a state counts as down. */
  weights: Weights;
  /** Address of the page, without a slash at its end; null where none is configured. */
  link: string | null;
  objectNames: boolean;
  pluginOutput: boolean;
  /** Names the choice of what is shown: a page made under another choice is never shown again. */
  choice: string;
  /** The components as far as the configuration alone tells them: what is shown before Nagios has said anything. */
  blankComponents: readonly ComponentMembers[];
}

/** What differs where the demo takes Nagios' place. */
export interface Shown {
  kind: "nagios" | "demo";
  selection: Selection;
  metrics: readonly MetricSpec[];
  pageName: string;
  pollIntervalMs: number;
}

/** The settings that follow from the configuration for what is shown. */
export function describeSettings(config: Config, shown: Shown): PublicSettings {
  const demo = shown.kind === "demo";
  const objectNames = !demo && config.public.objectNames;
  const { selection, metrics } = shown;
  // Whoever chose none keeps the choice of before.
  const chosen = { selection, objectNames, demo, ...(metrics.length > 0 && { metrics }) };
  return {
    name: shown.pageName,
    demo,
    timeZone: config.page.timeZone,
    language: config.page.language,
    templates: config.incidents.templates,
    publishes: !choosesNothing(shown.selection),
    metrics,
    refreshMs: Math.min(Math.max(shown.pollIntervalMs, 2 * SECOND_MS), 30 * SECOND_MS),
    stalenessThresholdMs: config.polling.stalenessThresholdMs,
    mapping: config.mapping,
    weights: config.history.weights,
    link: config.rss.link,
    objectNames,
    pluginOutput: config.public.pluginOutput,
    choice: createHash("sha256").update(JSON.stringify(chosen)).digest("hex"),
    blankComponents: compileSelection(null, [], shown.selection).components,
  };
}

/** What the operator's own configuration shows, of a real Nagios. */
export function showNagios({ selection, metrics, page, polling }: Config): Shown {
  return { kind: "nagios", selection, metrics, pageName: page.name, pollIntervalMs: polling.pollIntervalMs };
}
