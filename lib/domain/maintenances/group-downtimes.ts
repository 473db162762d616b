import type { ObjectDowntime, Snapshot } from "@/lib/domain/snapshot";
import { MINUTE_MS } from "@/lib/domain/time";

/** Downtimes that a script schedules one after the other begin and end within so much of each other. */
export const ONE_WINDOW_MS = MINUTE_MS;

/** Downtimes that were scheduled as one. In the order of their window, so that the order of the file does not matter. */
export type DowntimeGroup = readonly [ObjectDowntime, ...ObjectDowntime[]];

/**
 * The downtimes that run or will, those with one author, comment and window together. One that another one starts
 * belongs to that one. What is over is left out, although Nagios may list it for a moment.
 */
export function groupDowntimes({ downtimes, createdAt }: Pick<Snapshot, "downtimes" | "createdAt">): DowntimeGroup[] {
  const present = downtimes.filter(({ inEffect, endsAt }) => inEffect || endsAt > createdAt).sort(compareDowntimes);
  const byId = new Map(present.map((downtime) => [downtime.downtimeId, downtime]));
  const groups: [ObjectDowntime, ...ObjectDowntime[]][] = [];
  const openGroups = new Map<string, [ObjectDowntime, ...ObjectDowntime[]][]>();
  const groupOf = new Map<ObjectDowntime, ObjectDowntime[]>();

  function enter(downtime: ObjectDowntime): ObjectDowntime[] {
    const words = JSON.stringify([downtime.author, downtime.text, downtime.flexible]);
    const alike = openGroups.get(words) ?? [];
    const found = alike.find(([first]) => isOneWindow(first, downtime));
    if (found !== undefined) {
      found.push(downtime);
      return found;
    }
    const begun: [ObjectDowntime, ...ObjectDowntime[]] = [downtime];
    groups.push(begun);
    openGroups.set(words, [...alike, begun]);
    return begun;
  }

  const triggered: ObjectDowntime[] = [];
  for (const downtime of present) {
    if (findTrigger(downtime, byId) === downtime) groupOf.set(downtime, enter(downtime));
    else triggered.push(downtime);
  }
  for (const downtime of triggered) groupOf.get(findTrigger(downtime, byId))?.push(downtime);
  return groups;
}

/** The downtime that starts this one, however many stand between; itself when nothing does. */
function findTrigger(downtime: ObjectDowntime, byId: ReadonlyMap<number, ObjectDowntime>): ObjectDowntime {
  const seen = new Set([downtime]);
  let trigger = downtime;
  for (;;) {
    const next = trigger.triggeredBy === 0 ? undefined : byId.get(trigger.triggeredBy);
    if (next === undefined) return trigger;
    // Downtimes that start one another would never start: the first of them stands for all.
    if (seen.has(next)) return [...seen].sort(compareDowntimes)[0] ?? downtime;
    seen.add(next);
    trigger = next;
  }
}

function isOneWindow(a: ObjectDowntime, b: ObjectDowntime): boolean {
  return (
    Math.abs(a.windowStartsAt - b.windowStartsAt) <= ONE_WINDOW_MS &&
    Math.abs(a.windowEndsAt - b.windowEndsAt) <= ONE_WINDOW_MS
  );
}

function compareDowntimes(a: ObjectDowntime, b: ObjectDowntime): number {
  return (
    a.windowStartsAt - b.windowStartsAt ||
    a.windowEndsAt - b.windowEndsAt ||
    a.downtimeId - b.downtimeId ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}
