import type { AffectedComponent } from "@/lib/domain/incident";
import { isDisrupted, isOutage, type PublicState } from "@/lib/domain/public-state";
import type { ComponentMembers, ObjectKey, WatchedObject } from "@/lib/domain/snapshot";
import { createRootFinder } from "./find-root";
import type { ReconcileInput } from "./reconcile";

/** What a round asks the present about. */
export interface Scene extends ReconcileInput {
  objectOf: (key: ObjectKey) => WatchedObject | undefined;
  rootOf: (key: ObjectKey) => ObjectKey;
  /** The components that feel an object now and whose outages are told, in the order of the page. */
  feltBy: (key: ObjectKey) => ComponentMembers[];
  stateOf: (slug: string) => PublicState;
  /** A component by its slug; undefined when it is not on show any more. */
  componentOf: (slug: string) => ComponentMembers | undefined;
  /** Its place on the page. */
  placeOf: (slug: string) => number;
}

export function createScene(input: ReconcileInput): Scene {
  const { snapshot, judgement } = input;
  const places = new Map(snapshot.components.map((component, index) => [component.slug, { component, index }]));
  const stateOf = (slug: string) => judgement.components.get(slug)?.state ?? "unknown";
  const objectOf = (key: ObjectKey) => snapshot.objects.get(key) ?? snapshot.upstream.get(key);
  return {
    ...input,
    objectOf,
    rootOf: createRootFinder({
      objectOf,
      dependsOn: snapshot.dependsOn,
      mapping: input.mapping,
      windowMs: input.rules.groupingWindowMs,
    }),
    feltBy: (key) =>
      (snapshot.owners.get(key) ?? []).filter(
        ({ slug, telling }) => telling.mode !== "off" && isDisrupted(stateOf(slug)),
      ),
    stateOf,
    componentOf: (slug) => places.get(slug)?.component,
    placeOf: (slug) => places.get(slug)?.index ?? places.size,
  };
}

/** What an incident remembers of a component. */
export function nameComponent({ slug, name, group }: AffectedComponent): AffectedComponent {
  return { slug, name, group };
}

/** How a rule came to its state: "website: 2 of 3 out, rule worst". */
export function sayRule({ slug, rule, members, missing }: ComponentMembers, { judgement }: Scene): string {
  const out = members.filter((key) => isOutage(judgement.objects.get(key) ?? "unknown")).length;
  const name = rule.kind === "at_least" ? `at least ${rule.count}` : rule.kind;
  return `${slug}: ${out} of ${members.length + missing.length} out, rule ${name}`;
}
