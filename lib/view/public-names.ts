import type { AffectedComponent, Incident, IncidentRecord, Problem } from "@/lib/domain/incident";
import { hostOf, type ObjectKey, objectKey, type Snapshot } from "@/lib/domain/snapshot";

/** The names under which programs may know an object. */
export interface PublicName {
  hostName: string;
  serviceDescription: string | null;
}

/** Decides what may be said of objects and incidents: the pane between what we know and what we show. */
export interface PublicNames {
  /** Null for an object that is not on show. */
  ofObject(key: ObjectKey): PublicName | null;
  /** The name of the problem that stands for an incident; null for one that may not be shown. */
  ofIncident(record: Pick<IncidentRecord, "incident" | "problems">): PublicName | null;
  /** Whether an object on show has this name. A host is meant when there is no service. */
  has(name: { hostName: string; serviceDescription?: string }): boolean;
  /** The components that an incident touches, as they are called today; empty when it may not be shown. */
  componentsOf(incident: Incident): AffectedComponent[];
}

/**
 * With components of the operator's own, Nagios' names stay inside: an object carries the name of the first
 * component that it belongs to. With `objectNames` its own.
 */
export function createPublicNames(
  snapshot: Pick<Snapshot, "objects" | "components" | "owners" | "inside">,
  objectNames: boolean,
): PublicNames {
  const { owners } = snapshot;
  const published = new Map(snapshot.components.map((component) => [component.slug, component]));
  const groups = new Set(snapshot.components.map((component) => component.group).filter((group) => group !== null));

  function componentsOf({ components, endReason }: Incident): AffectedComponent[] {
    if (endReason === "unpublished") return [];
    const kept = components.filter(({ slug }) => published.has(slug));
    if (kept.length > 0) return kept.map((component) => affectedOf(published.get(component.slug) ?? component));
    if (endReason !== "removed") return [];
    return components.filter(({ group }) => group !== null && groups.has(group)).map(affectedOf);
  }

  function nameOf(object: PublicName, owner: AffectedComponent | undefined): PublicName | null {
    if (owner === undefined) return null;
    if (objectNames) return { hostName: object.hostName, serviceDescription: object.serviceDescription };
    return { hostName: owner.name, serviceDescription: object.serviceDescription === null ? null : owner.name };
  }

  function ofIncident({ incident, problems }: Pick<IncidentRecord, "incident" | "problems">): PublicName | null {
    const [owner] = componentsOf(incident);
    if (owner === undefined) return null;
    const main = findMainProblem(problems, (key) => owners.has(key));
    // What a person opened has no object: it goes by its component.
    if (main === undefined) return { hostName: owner.name, serviceDescription: owner.name };
    const shownAs = owners.get(main.key)?.[0];
    if (shownAs !== undefined || wasOnShow(main, problems)) return nameOf(readKey(main.key), shownAs ?? owner);
    return { hostName: owner.name, serviceDescription: main.key === hostOf(main.key) ? null : owner.name };
  }

  /** Whether what Nagios does not know any more was what a component felt, and not something above it. */
  function wasOnShow({ key }: Problem, problems: readonly Problem[]): boolean {
    return problems.length === 1 && !snapshot.inside[0].has(hostOf(key));
  }

  let shown: Set<string> | null = null;

  function listShown(): Set<string> {
    const keys = new Set<string>();
    for (const object of snapshot.objects.values()) {
      const name = nameOf(object, owners.get(object.key)?.[0]);
      if (name !== null) keys.add(objectKey(name.hostName, name.serviceDescription));
    }
    return keys;
  }

  return {
    has({ hostName, serviceDescription }) {
      shown ??= listShown();
      return shown.has(objectKey(hostName, serviceDescription ?? null));
    },
    ofObject(key) {
      const object = snapshot.objects.get(key);
      return object === undefined ? null : nameOf(object, owners.get(key)?.[0]);
    },
    ofIncident,
    componentsOf,
  };
}

/**
 * The problem that stands for an incident where only one can: the first at its root, else the first behind it, of those
 * that are on show; of none, the first at its root.
 */
export function findMainProblem(
  problems: readonly Problem[],
  isOnShow: (key: ObjectKey) => boolean,
): Problem | undefined {
  const roots = problems.filter(({ role }) => role === "root");
  const isShown = ({ key }: Problem) => isOnShow(key);
  return roots.find(isShown) ?? problems.find(isShown) ?? roots[0] ?? problems[0];
}

function readKey(key: ObjectKey): PublicName {
  const hostName = hostOf(key);
  return { hostName, serviceDescription: hostName === key ? null : key.slice(hostName.length + 1) };
}

function affectedOf({ slug, name, group }: AffectedComponent): AffectedComponent {
  return { slug, name, group };
}
