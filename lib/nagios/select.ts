import type { ObjectComment, ObjectDowntime, ObjectKey, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { CompiledSelection } from "./compile-selection";
import { drain, eachInSlices } from "./slices";
import type { CommentEntry, DowntimeEntry, StatusFile } from "./status-file";
import { watchObject } from "./watch-object";

/** What a status file says of the objects on show. The snapshot before tells when lasting problems began. */
export function select(status: StatusFile, compiled: CompiledSelection, previous: Snapshot | null): Snapshot {
  return drain(selectInSlices(status, compiled, previous));
}

/**
 * The same in slices of about a thousand objects. An object that is chosen and not in the status file stays a
 * member of its component, where it counts as unknown.
 */
export function* selectInSlices(
  status: StatusFile,
  compiled: CompiledSelection,
  previous: Snapshot | null,
): Generator<void, Snapshot> {
  const objects = new Map<ObjectKey, WatchedObject>();
  yield* eachInSlices(compiled.watched, (name) => {
    const own = status.objects.get(name.key);
    if (own === undefined) return;
    const host = own.kind === "host" ? own : status.objects.get(own.hostName);
    const before = previous?.objects.get(name.key);
    objects.set(
      name.key,
      watchObject(name, { own, host, program: status.program, createdAt: status.createdAt }, before),
    );
  });
  return {
    createdAt: status.createdAt,
    objects,
    components: compiled.components,
    owners: compiled.owners,
    comments: status.comments.filter(({ key }) => objects.has(key)).map((entry) => sayComment(entry, status.createdAt)),
    downtimes: status.downtimes
      .filter(({ key }) => objects.has(key))
      .map((entry) => sayDowntime(entry, status.createdAt)),
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

/** A flexible downtime that runs lasts from its own start for its duration, whatever its window. */
function sayDowntime(entry: DowntimeEntry, createdAt: EpochMs): ObjectDowntime {
  const runsAt = entry.fixed ? null : entry.flexStartAt;
  const startsAt = runsAt ?? entry.startAt ?? createdAt;
  const endsAt = runsAt === null ? (entry.endAt ?? startsAt) : runsAt + entry.durationMs;
  return {
    key: entry.key,
    downtimeId: entry.downtimeId,
    startsAt,
    endsAt,
    inEffect: entry.isInEffect ?? (entry.fixed && startsAt <= createdAt && createdAt < endsAt),
    author: entry.author,
    text: entry.comment,
  };
}
