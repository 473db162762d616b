import type { ComponentView } from "@/lib/view/page-view";
import { readPlace } from "./place";
import { findPageAddress } from "./public-address";
import { type PageReading, readLink, readPage } from "./publication";
import { getRuntime } from "./runtime";
import { nameGroups } from "./scopes";

/** A group with its name in addresses; without a name it has no feeds of its own. */
export interface FollowedGroup {
  name: string | null;
  slug: string | null;
  components: readonly ComponentView[];
}

/** Everything that can be followed, and by which addresses. */
export interface SubscribeReading extends PageReading {
  groups: readonly FollowedGroup[];
  /** The page's address without a slash at its end; empty where nobody knows it. */
  address: string;
  /** What the snippets are about; null for the whole page. */
  chosen: ComponentView | null;
  /** Whether other sites may frame a state. */
  isFramed: boolean;
}

/** What `/subscribe` shows, with snippets for one component or, undefined, for the whole. Null for an unknown one. */
export function readSubscribe(headers: Headers, component: string | undefined): SubscribeReading | null {
  const reading = readPage(readPlace(headers).language);
  const { service } = getRuntime();
  const slugs = new Map([...nameGroups(reading.view.groups.map(({ name }) => ({ group: name })))].map(flip));
  const groups = reading.view.groups.map(({ name, components }) => ({
    name,
    slug: name === null ? null : (slugs.get(name) ?? null),
    components,
  }));
  const all = groups.flatMap(({ components }) => components);
  const chosen = all.find(({ slug }) => slug === component) ?? null;
  if (chosen === null && component !== undefined && component !== "") return null;
  return {
    ...reading,
    groups,
    address: findPageAddress(readLink(), headers) ?? "",
    chosen,
    isFramed: (service?.config.public.embedOrigins.length ?? 0) > 0,
  };
}

function flip([slug, group]: readonly [string, string]): [string, string] {
  return [group, slug];
}
