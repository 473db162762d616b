import { worstState } from "@/lib/domain/public-state";
import type { JudgedGroup } from "./judge";

/** Which services somebody wants to see of many. */
export interface ServiceFilter {
  /** What their name, group or description holds; empty for all. */
  query: string;
  /** Only those that are anything but operational. */
  onlyProblems: boolean;
}

export const NO_FILTER: ServiceFilter = { query: "", onlyProblems: false };

/** A group with the services that are left of it, and its place on the page. */
export interface FilteredGroup extends JudgedGroup {
  index: number;
}

/**
 * The services that a filter leaves, by group. Groups with none are left out; of one that is not whole the state is that of
 * what is left, and its own days and figures would mislead.
 */
export function filterGroups(groups: readonly JudgedGroup[], { query, onlyProblems }: ServiceFilter): FilteredGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return groups
    .map((group, index) => {
      const components = group.components.filter(({ name, description, state }) => {
        const text = fold(`${name} ${description ?? ""} ${group.name ?? ""}`);
        return (!onlyProblems || state !== "operational") && words.every((word) => text.includes(word));
      });
      if (components.length === group.components.length) return { ...group, index };
      return { ...group, components, index, state: worstState(components.map((each) => each.state)), bars: null };
    })
    .filter(({ components }) => components.length > 0);
}

export function isFiltering({ query, onlyProblems }: ServiceFilter): boolean {
  return onlyProblems || query.trim() !== "";
}

/** As people type it: without accents and capitals. */
function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
