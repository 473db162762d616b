import type { AffectedComponent } from "@/lib/domain/incident";
import type { KnownDowntime, Maintenance } from "@/lib/domain/maintenance";
import type { ObjectDowntime, Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { type DowntimeGroup, ONE_WINDOW_MS } from "./group-downtimes";

/** A maintenance and those of its downtimes that Nagios lists. */
export interface Match {
  /** Null for one that is new. */
  known: Maintenance | null;
  /** Empty when Nagios lists none of them any more. */
  downtimes: ObjectDowntime[];
}

/**
 * Finds the maintenance of every group: by its downtimes; else the same words for the same components at a time that
 * overlaps or touches are an extension, and instead of a window that has gone before it began, another one.
 */
export function matchGroups(
  groups: readonly DowntimeGroup[],
  known: readonly Maintenance[],
  snapshot: Pick<Snapshot, "owners">,
): Match[] {
  const ours = known.filter(({ origin }) => origin === "nagios").sort((a, b) => a.id - b.id);
  const matches: Match[] = ours.map((maintenance) => ({ known: maintenance, downtimes: [] }));
  const byDowntime = new Map<string, Match>();
  for (const match of matches.toReversed()) {
    for (const downtime of match.known?.downtimes ?? []) byDowntime.set(nameOf(downtime), match);
  }
  const strangers: DowntimeGroup[] = [];
  for (const group of groups) {
    const match = findByDowntime(group, byDowntime);
    if (match === null) strangers.push(group);
    // What was told of a downtime stays: it leaves its maintenance no more, whatever it would be grouped with now.
    else for (const downtime of group) (byDowntime.get(nameOf(downtime)) ?? match).downtimes.push(downtime);
  }
  for (const group of strangers) {
    const match = matches.find((each) => continues(group, each, snapshot));
    if (match === undefined) matches.push({ known: null, downtimes: [...group] });
    else match.downtimes.push(...group);
  }
  return matches;
}

/** Nagios may count its downtimes anew after it lost its memory: only one that was entered then is the same. */
export function nameOf({ key, downtimeId, enteredAt }: Omit<KnownDowntime, "startsAt" | "endsAt">): string {
  return `${downtimeId} ${enteredAt} ${key}`;
}

function findByDowntime(group: DowntimeGroup, byDowntime: ReadonlyMap<string, Match>): Match | null {
  for (const downtime of group) {
    const match = byDowntime.get(nameOf(downtime));
    if (match !== undefined) return match;
  }
  return null;
}

function continues(group: DowntimeGroup, { known, downtimes }: Match, snapshot: Pick<Snapshot, "owners">): boolean {
  const [first] = group;
  const earlier = downtimes[0];
  const words = known ?? (earlier && { author: earlier.author, comment: earlier.text });
  if (words === undefined || words.author !== first.author || words.comment !== first.text) return false;
  if (known !== null && known.endedAt !== null) return false;
  const components = new Set([...(known?.components ?? []), ...ownersOf(downtimes, snapshot)].map(({ slug }) => slug));
  if (!ownersOf(group, snapshot).some(({ slug }) => components.has(slug))) return false;
  const isGone = known !== null && known.beganAt === null && downtimes.length === 0;
  return isGone || touches(spanOf(group), spanOf(known === null ? downtimes : [known, ...downtimes]));
}

/** The components that downtimes reach: a host's downtime is that of its services too. */
export function ownersOf(
  downtimes: readonly ObjectDowntime[],
  { owners }: Pick<Snapshot, "owners">,
): AffectedComponent[] {
  const found = new Map<string, AffectedComponent>();
  for (const { key } of downtimes) {
    for (const { slug, name, group } of owners.get(key) ?? []) found.set(slug, { slug, name, group });
  }
  return [...found.values()];
}

interface Spanning {
  startsAt: EpochMs;
  endsAt: EpochMs;
}

function spanOf(parts: readonly Spanning[]): Spanning {
  return {
    startsAt: Math.min(...parts.map(({ startsAt }) => startsAt)),
    endsAt: Math.max(...parts.map(({ endsAt }) => endsAt)),
  };
}

function touches(a: Spanning, b: Spanning): boolean {
  return a.startsAt <= b.endsAt + ONE_WINDOW_MS && b.startsAt <= a.endsAt + ONE_WINDOW_MS;
}
