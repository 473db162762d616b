import type { InsideWords } from "@/lib/domain/inside-words";
import { indexOwners, type Owners } from "@/lib/domain/owners";
import type { ComponentSpec, Selection } from "@/lib/domain/policy";
import { drain, eachInSlices } from "@/lib/domain/slices";
import type { ComponentMembers, ObjectKey } from "@/lib/domain/snapshot";
import { type Choice, findMembers } from "./find-members";
import { findUpstream, type Upstream } from "./find-upstream";
import { gatherInside } from "./inside-words";
import { joinKnownObjects, type KnownObjects, labelOf } from "./known-objects";
import { type NamedObject, nameComponents } from "./name-components";
import type { ObjectModel } from "./object-model";
import type { ObjectName } from "./object-name";

/** A selection as applied to the names that Nagios knows. */
export interface CompiledSelection {
  /** Chosen objects and the hosts that carry them; hosts stand before their services. */
  watched: readonly WatchedName[];
  components: readonly ComponentMembers[];
  owners: Owners;
  upstream: Upstream;
  /** Everything that the configuration names, chosen or not. */
  inside: InsideWords;
  /** What the operator wrote and nothing answers to, each as a sentence. */
  unmatched: readonly string[];
}

export interface WatchedName extends ObjectName {
  label: string;
  chosen: boolean;
}

/**
 * Finds what a selection means. To be done again only when the model, the names of the status file or the
 * selection change. Without a model there are no groups and no display names.
 */
export function compileSelection(
  model: ObjectModel | null,
  names: readonly ObjectName[],
  selection: Selection,
): CompiledSelection {
  return drain(compileInSlices(model, names, selection));
}

/** The same in slices of about a thousand objects. */
export function* compileInSlices(
  model: ObjectModel | null,
  names: readonly ObjectName[],
  selection: Selection,
): Generator<void, CompiledSelection> {
  const known = yield* joinKnownObjects(model, names);
  const chosen = new Map<ObjectKey, ObjectName>();
  const unmatched: string[] = [];
  const components =
    selection.kind === "components"
      ? yield* compileComponents(known, selection.components, chosen, unmatched)
      : yield* compileObjects(known, selection, chosen, unmatched);
  const owners = yield* indexOwners(components);
  const watched = yield* watch(chosen, model);
  const upstream = yield* findUpstream(watched, model);
  return { watched, components, owners, upstream, inside: yield* gatherInside(known), unmatched };
}

function* compileComponents(
  known: KnownObjects,
  specs: readonly ComponentSpec[],
  chosen: Map<ObjectKey, ObjectName>,
  unmatched: string[],
): Generator<void, ComponentMembers[]> {
  const components: ComponentMembers[] = [];
  for (const { members, ...shown } of specs) {
    const keys = new Set<ObjectKey>();
    const missing: string[] = [];
    for (const choice of findMembers(known, members)) {
      yield* eachInSlices(choice.objects, (object) => {
        keys.add(object.key);
        chosen.set(object.key, object);
      });
      if (choice.outcome === "unknown") missing.push(choice.text);
      if (choice.outcome !== "found") unmatched.push(`${shown.name}: ${explain(choice, known)}`);
      yield;
    }
    components.push({ ...shown, members: [...keys], missing });
  }
  return components;
}

/** Every chosen object is a component of its own, in the first group by which it was chosen. */
function* compileObjects(
  known: KnownObjects,
  { members, telling }: Extract<Selection, { kind: "objects" }>,
  chosen: Map<ObjectKey, ObjectName>,
  unmatched: string[],
): Generator<void, ComponentMembers[]> {
  const named: NamedObject[] = [];
  for (const choice of findMembers(known, members)) {
    yield* eachInSlices(choice.objects, (object) => {
      if (chosen.has(object.key)) return;
      chosen.set(object.key, object);
      named.push({ object, name: labelOf(object, known.model), group: choice.group, missing: null });
    });
    if (choice.outcome === "unknown") {
      named.push({ object: null, name: choice.name, group: null, missing: choice.text });
    }
    if (choice.outcome !== "found") unmatched.push(explain(choice, known));
    yield;
  }
  return yield* nameComponents(named, telling, (hostName) =>
    labelOf({ key: hostName, hostName, serviceDescription: null }, known.model),
  );
}

function explain({ text, outcome }: Choice, { model }: KnownObjects): string {
  if (model === null && text.includes("group ")) return `${text} is unknown: objects.cache was not read`;
  return outcome === "unknown" ? `${text} is unknown to Nagios` : `${text} matches nothing`;
}

function* watch(chosen: ReadonlyMap<ObjectKey, ObjectName>, model: ObjectModel | null): Generator<void, WatchedName[]> {
  const watched = new Map<ObjectKey, WatchedName>();
  yield* eachInSlices(chosen.values(), (object) => {
    const { key, hostName, serviceDescription } = object;
    if (serviceDescription !== null && !watched.has(hostName)) {
      const host = { key: hostName, hostName, serviceDescription: null };
      watched.set(hostName, { ...host, label: labelOf(host, model), chosen: chosen.has(hostName) });
    }
    if (watched.has(key)) return;
    watched.set(key, { key, hostName, serviceDescription, label: labelOf(object, model), chosen: true });
  });
  return [...watched.values()];
}
