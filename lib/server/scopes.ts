import { makeSlug } from "@/lib/config/slug";
import type { AffectedComponent } from "@/lib/domain/incident";

/** A part of the page that has feeds and calendars of its own, by its name in addresses. */
export type PartScope = { kind: "component"; slug: string } | { kind: "group"; slug: string };

/** A part that is on show. */
export interface ShownPart {
  name: string;
  /** Its components of today. */
  slugs: ReadonlySet<string>;
  /** Whether a component, also one of the past, belongs to it. */
  holds: (component: Pick<AffectedComponent, "slug" | "group">) => boolean;
}

/** The part of a name; null when nothing on show has it. */
export function findPart(components: readonly AffectedComponent[], { kind, slug }: PartScope): ShownPart | null {
  const group = kind === "group" ? (nameGroups(components).get(slug) ?? null) : null;
  const members = components.filter((each) =>
    kind === "group" ? group !== null && each.group === group : each.slug === slug,
  );
  const [first] = members;
  if (first === undefined) return null;
  const slugs = new Set(members.map((member) => member.slug));
  return {
    name: group ?? first.name,
    slugs,
    holds: (component) => slugs.has(component.slug) || (group !== null && component.group === group),
  };
}

/** Groups by their names in addresses, in the order of the page. Of two that would have one name the later gets a number. */
export function nameGroups(components: readonly Pick<AffectedComponent, "group">[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const group of new Set(components.map((component) => component.group))) {
    if (group === null) continue;
    const slug = makeSlug(group) || "group";
    let free = slug;
    for (let number = 2; named.has(free); number++) free = `${slug}-${number}`;
    named.set(free, group);
  }
  return named;
}

/** A name as the folders of an address hold it, percent-encoded or not. */
export function readName(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
