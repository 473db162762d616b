import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { PeopleRecord } from "./people";
import type { Life, NumberedChange } from "./timeline";

/** A message that Nagios sent because of a change. */
export interface Notification {
  notificationId: number;
  key: ObjectKey;
  at: EpochMs;
  change: NumberedChange;
}

const HOST_UNREACHABLE = 2;

/**
 * The messages of all problems and recoveries, by time. None in a downtime, while flapping, for a service whose host
 * is gone, for an unreachable host, and no recovery of a problem that nobody heard of (base/notifications.c).
 */
export function recordNotifications(
  lives: ReadonlyMap<ObjectKey, Life>,
  people: Pick<PeopleRecord, "downtimes" | "flappings">,
  isHostGoneAt: (hostName: string, at: EpochMs) => boolean,
): Notification[] {
  const drafts: Omit<Notification, "notificationId">[] = [];
  for (const [key, { object, changes }] of lives) {
    const { hostName } = object;
    const isHost = object.serviceDescription === null;
    const silences = [
      ...people.downtimes.filter((span) => span.key === key || span.key === hostName),
      ...people.flappings.filter((span) => span.key === key),
    ];
    let told = false;
    for (const change of changes) {
      const { at } = change;
      const silent =
        silences.some((span) => span.startAt <= at && at < span.endAt) || (!isHost && isHostGoneAt(hostName, at));
      const isNews = confirmsProblem(change) && !(isHost && change.state === HOST_UNREACHABLE);
      if (!silent && (isNews || (told && change.state === 0))) drafts.push({ key, at, change });
      told = change.state !== 0 && (told || (isNews && !silent));
    }
  }
  return drafts.sort((a, b) => a.at - b.at).map((draft, index) => ({ ...draft, notificationId: index + 1 }));
}

function confirmsProblem(change: NumberedChange): boolean {
  return change.state !== 0 && change.hard && (change.isNewState || !change.previousWasHard);
}
