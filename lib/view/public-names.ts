import type { AffectedComponent, Incident } from "@/lib/domain/incident";
import { type ObjectKey, objectKey, type Snapshot } from "@/lib/domain/snapshot";

/** The names under which programs may know an object. */
export interface PublicName {
  hostName: string;
  serviceDescription: string | null;
}

/** Decides what may be said of objects and incidents: the pane between what we know and what we show. */
export interface PublicNames {
  /** Null for an object that is not on show. */
  ofObject(key: ObjectKey): PublicName | null;
  /** Null for an incident that may not be shown. */
  ofIncident(incident: Incident): PublicName | null;
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
  snapshot: Pick<Snapshot, "objects" | "components" | "owners">,
  objectNames: boolean,
): PublicNames {
  const { owners } = snapshot;
  const published = new Map(snapshot.components.map((component) => [component.slug, component]));
  const groups = new Set(snapshot.components.map((component) => component.group).filter((group) => group !== null));

  function componentsOf(incident: Incident): AffectedComponent[] {
    const present = owners.get(incident.key);
    if (present !== undefined) return present.map(affectedOf);
    if (incident.endReason === "unpublished") return [];
    const kept = incident.components.filter((component) => published.has(component.slug));
    if (kept.length > 0) return kept.map((component) => affectedOf(published.get(component.slug) ?? component));
    if (incident.endReason !== "removed") return [];
    return incident.components.filter((component) => component.group !== null && groups.has(component.group));
  }

  function nameOf(object: PublicName, owner: AffectedComponent | undefined): PublicName | null {
    if (owner === undefined) return null;
    if (objectNames) return { hostName: object.hostName, serviceDescription: object.serviceDescription };
    return { hostName: owner.name, serviceDescription: object.serviceDescription === null ? null : owner.name };
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
    ofIncident: (incident) => nameOf(incident, componentsOf(incident)[0]),
    componentsOf,
  };
}

function affectedOf({ slug, name, group }: AffectedComponent): AffectedComponent {
  return { slug, name, group };
}
