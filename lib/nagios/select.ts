import { drain, eachInSlices } from "@/lib/domain/slices";
import type { ObjectComment, ObjectDowntime, ObjectKey, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import type { CompiledSelection } from "./compile-selection";
import type { CommentEntry, DowntimeEntry, StatusFile } from "./status-file";
import { watchObject } from "./watch-object";

/** What a status file says of the objects on show. The snapshot before tells when lasting problems began. */
export function select(
  status: StatusFile,
  compiled: CompiledSelection,
  previous: Snapshot | null,
  intervalLengthMs = MINUTE_MS,
): Snapshot {
  return drain(selectInSlices(status, compiled, previous, intervalLengthMs));
}

/**
 * The same in slices of about a thousand objects. An object that is chosen and not in the status file stays a
 * member of its component, where it counts as unknown.
 */
export function* selectInSlices(
  status: StatusFile,
  compiled: CompiledSelection,
  previous: Snapshot | null,
  intervalLengthMs = MINUTE_MS,
): Generator<void, Snapshot> {
  const objects = new Map<ObjectKey, WatchedObject>();
  const { program, createdAt } = status;
  const downtimes = status.downtimes.map((entry) => sayDowntime(entry, createdAt));
  const inDowntime = new Set(downtimes.filter(({ inEffect }) => inEffect).map(({ key }) => key));
  yield* eachInSlices(compiled.watched, (name) => {
    const own = status.objects.get(name.key);
    if (own === undefined) return;
    const host = own.kind === "host" ? own : status.objects.get(own.hostName);
    const before = previous?.objects.get(name.key);
    objects.set(name.key, watchObject(name, { own, host, program, createdAt, intervalLengthMs, inDowntime }, before));
  });
  return {
    createdAt,
    objects,
    components: compiled.components,
    owners: compiled.owners,
    comments: status.comments.filter(({ key }) => objects.has(key)).map((entry) => sayComment(entry, createdAt)),
    downtimes: downtimes.filter(({ key }) => objects.has(key)),
  };
}

/** include/comments.h */
const COMMENT_KINDS = [undefined, "user", "downtime", "flapping", "acknowledgement"] as const;

function sayComment(entry: CommentEntry, createdAt: EpochMs): ObjectComment {
  return {
    key: entry.key,
    commentId: entry.commentId,
    kind: COMMENT_KINDS[entry.entryType] ?? "other",
    enteredAt: entry.entryAt ?? createdAt,
    author: entry.author,
    text: entry.commentData,
  };
}

/**
 * A flexible downtime that runs lasts from its own start for its duration, whatever its window. A fixed one is in
 * effect throughout its window: just after its start Nagios has not noted that yet (measured on 4.4.6).
 */
function sayDowntime(entry: DowntimeEntry, createdAt: EpochMs): ObjectDowntime {
  const isFixed = entry.fixed && entry.triggeredBy === 0;
  const runsAt = entry.fixed ? null : entry.flexStartAt;
  const startsAt = runsAt ?? entry.startAt ?? createdAt;
  const endsAt = runsAt === null ? (entry.endAt ?? startsAt) : runsAt + entry.durationMs;
  return {
    key: entry.key,
    downtimeId: entry.downtimeId,
    startsAt,
    endsAt,
    inEffect: entry.isInEffect === true || (isFixed && startsAt <= createdAt && createdAt < endsAt),
    author: entry.author,
    text: entry.comment,
  };
}
