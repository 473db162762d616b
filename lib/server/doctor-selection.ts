import { findNearest } from "@/lib/config/did-you-mean";
import type { ComponentState } from "@/lib/domain/component-state";
import { choosesNothing, type Selection } from "@/lib/domain/policy";
import type { ComponentMembers, Snapshot } from "@/lib/domain/snapshot";
import type { CompiledSelection } from "@/lib/nagios/compile-selection";
import type { ObjectModel } from "@/lib/nagios/object-model";
import type { StatusFile } from "@/lib/nagios/status-file";
import { STATE_WORDS } from "@/lib/view/state-words";
import { type Finding, fail, note, ok, warn } from "./doctor-report";

export interface SelectionInput {
  selection: Selection;
  compiled: CompiledSelection;
  snapshot: Snapshot;
  states: ReadonlyMap<string, ComponentState>;
  status: StatusFile;
  model: ObjectModel | null;
}

/** More lines than this are counted only. */
const MAX_LINES = 60;
const MAX_GROUPS = 12;

/** What the operator's choice means on this Nagios: what matches nothing, and what each component is made of. */
export function judgeSelection(input: SelectionInput): Finding[] {
  if (choosesNothing(input.selection)) return [sayNothingChosen(input.model)];
  const components = input.compiled.components.map((component) => judgeComponent(component, input));
  return [...judgeUnmatched(input), ...shorten(components)];
}

/** Whether the selection names groups, which only objects.cache knows. */
export function namesGroups(selection: Selection): boolean {
  const all =
    selection.kind === "components" ? selection.components.map(({ members }) => members) : [selection.members];
  return all.some(({ hostgroups, servicegroups }) => hostgroups.length + servicegroups.length > 0);
}

function sayNothingChosen(model: ObjectModel | null): Finding {
  const hostgroups = [...(model?.hostgroups.values() ?? [])].map((group) => `${group.name} (${group.members.length})`);
  const found = hostgroups.length === 0 ? "" : ` Host groups here: ${hostgroups.slice(0, MAX_GROUPS).join(", ")}.`;
  return warn(`Nothing is chosen, so nothing is published.${found}`, "add components, as in config.example.yaml");
}

/** An entry that was named plainly leaves its component unknown for ever; a pattern without a match only covers less. */
function judgeUnmatched({ compiled, status, model }: SelectionInput): Finding[] {
  const missing = compiled.components.flatMap((component) => component.missing);
  return shorten(
    compiled.unmatched.map((sentence) => {
      const text = missing.find((entry) => sentence.includes(`${entry} is unknown`));
      if (text === undefined) return warn(sentence);
      const hint = suggest(text, status, model);
      return fail(`${sentence}; what it belongs to stays unknown`, ...(hint === null ? [] : [hint]));
    }),
  );
}

/** What may have been meant, or which groups there are when they are few. */
function suggest(text: string, status: StatusFile, model: ObjectModel | null): string | null {
  const meant = suggestName(text, status, model);
  if (meant !== null) return `did you mean ${meant}?`;
  const groups = [...((text.startsWith("servicegroup") ? model?.servicegroups : model?.hostgroups)?.keys() ?? [])];
  if (!text.includes("group ") || groups.length === 0 || groups.length > MAX_GROUPS) return null;
  return `there are: ${groups.join(", ")}`;
}

/** The nearest name of the same kind that Nagios knows. */
function suggestName(text: string, status: StatusFile, model: ObjectModel | null): string | null {
  const [kind = ""] = text.split(" ", 1);
  const name = text.slice(kind.length + 1);
  switch (kind) {
    case "hostgroup":
      return findNearest(name, model?.hostgroups.keys() ?? []);
    case "servicegroup":
      return findNearest(name, model?.servicegroups.keys() ?? []);
    case "host":
      return findNearest(
        name,
        status.names.map(({ hostName }) => hostName),
      );
    default:
      return findNearest(
        name.replace(/[:/]/, ";"),
        status.names.map(({ key }) => key),
      );
  }
}

function judgeComponent(component: ComponentMembers, input: SelectionInput): Finding {
  const { name, rule, members, missing } = component;
  const state = input.states.get(component.slug)?.state ?? "unknown";
  const services = members.filter((key) => key.includes(";")).length;
  const parts = [count(members.length - services, "host"), count(services, "service")].filter((part) => part !== null);
  const made = parts.length === 0 ? "nothing" : parts.join(" and ");
  const needs = rule.kind === "at_least" ? `at least ${rule.count}` : rule.kind;
  const why = state === "unknown" ? explainUnknown(component, input) : "";
  const text = `${name}: ${made} (${needs}): ${STATE_WORDS[state]}${why}`;
  const known = members.length + missing.length;
  if (rule.kind === "at_least" && rule.count > known) {
    return fail(`${text}. It needs ${rule.count} of ${known}, so it is unknown for ever`, "lower at_least");
  }
  if (members.length === 0) return missing.length > 0 ? note(text) : warn(`${text}. It is made of nothing`);
  return state === "unknown" ? warn(text) : ok(text);
}

function count(number: number, unit: string): string | null {
  return number === 0 ? null : `${number} ${unit}${number === 1 ? "" : "s"}`;
}

/** Why nothing is known of a component, so that nobody has to look through Nagios for it. */
function explainUnknown({ members, missing }: ComponentMembers, { snapshot }: SelectionInput): string {
  const reasons = new Map<string, number>();
  const add = (reason: string, by = 1) => reasons.set(reason, (reasons.get(reason) ?? 0) + by);
  if (missing.length > 0) add("unknown to Nagios", missing.length);
  for (const key of members) {
    const object = snapshot.objects.get(key);
    if (object === undefined) add("not in status.dat");
    else if (object.confirmed === "pending") add("never checked");
    else if (!object.monitored) add("with checks switched off");
    else if (object.confirmed === "unknown") add("UNKNOWN in Nagios");
  }
  const parts = [...reasons].map(([reason, number]) => `${number} ${reason}`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function shorten(findings: readonly Finding[]): Finding[] {
  if (findings.length <= MAX_LINES) return [...findings];
  const rank = { fail: 0, warn: 1, ok: 2, note: 3 };
  const worstFirst = [...findings].sort((a, b) => rank[a.mark] - rank[b.mark]);
  return [...worstFirst.slice(0, MAX_LINES), note(`and ${findings.length - MAX_LINES} more`)];
}
