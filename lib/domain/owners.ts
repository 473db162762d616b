import { eachInSlices } from "./slices";
import { type ComponentMembers, hostOf, type ObjectKey } from "./snapshot";

/** The components that each object belongs to. A host also stands for the components of the services on it. */
export type Owners = ReadonlyMap<ObjectKey, readonly ComponentMembers[]>;

/** Turns components around: from object to components, in the order of the page. In slices; done once per selection. */
export function* indexOwners(components: readonly ComponentMembers[]): Generator<void, Owners> {
  const owners = new Map<ObjectKey, ComponentMembers[]>();
  for (const component of components) {
    yield* eachInSlices(component.members, (key) => {
      addOwner(owners, key, component);
      addOwner(owners, hostOf(key), component);
    });
    yield;
  }
  return owners;
}

/** Components come one after the other, so that one that is known already is the last. */
function addOwner(owners: Map<ObjectKey, ComponentMembers[]>, key: ObjectKey, component: ComponentMembers): void {
  const known = owners.get(key);
  if (known === undefined) owners.set(key, [component]);
  else if (known.at(-1) !== component) known.push(component);
}
