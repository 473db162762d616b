import type { MetricSpec } from "@/lib/domain/metric";
import { drain, eachInSlices } from "@/lib/domain/slices";
import type { ObjectComment, ObjectDowntime, ObjectKey, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import type { CompiledSelection, WatchedName } from "./compile-selection";
import { measureAll } from "./measure";
import type { ObjectName } from "./object-name";
import type { CommentEntry, DowntimeEntry, StatusFile } from "./status-file";
import { watchObject } from "./watch-object";

/** What a status file says of the objects on show. The snapshot before tells when lasting problems began. */
export function select(
  status: StatusFile,
  compiled: CompiledSelection,
  previous: Snapshot | null,
  intervalLengthMs = MINUTE_MS,
  metrics: readonly MetricSpec[] = [],
): Snapshot {
  return drain(selectInSlices(status, compiled, previous, intervalLengthMs, metrics));
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
  metrics: readonly MetricSpec[] = [],
): Generator<void, Snapshot> {
  const { createdAt } = status;
  const downtimes = status.downtimes.map((entry) => sayDowntime(entry, createdAt));
  const inDowntime = new Set(downtimes.filter(({ inEffect }) => inEffect).map(({ key }) => key));
  const facts = { status, previous, intervalLengthMs, inDowntime };
  const objects = yield* watchAll(compiled.watched, facts);
  const upstream = yield* watchAll(compiled.upstream.objects, facts);
  const isWatched = ({ key }: ObjectName) => objects.has(key) || upstream.has(key);
  return {
    createdAt,
    programStartedAt: status.program?.programStartAt ?? null,
    objects,
    upstream,
    dependsOn: compiled.upstream.dependsOn,
    components: compiled.components,
    owners: compiled.owners,
    comments: status.comments.filter(isWatched).map((entry) => sayComment(entry, createdAt)),
    downtimes: downtimes.filter(({ key }) => objects.has(key)),
    measurements: measureAll(status, metrics, intervalLengthMs),
    inside: [compiled.inside, status.inside],
  };
}

interface Watching {
  status: StatusFile;
  previous: Snapshot | null;
  intervalLengthMs: number;
  inDowntime: ReadonlySet<ObjectKey>;
}

function* watchAll(
  names: readonly WatchedName[],
  { status, previous, intervalLengthMs, inDowntime }: Watching,
): Generator<void, Map<ObjectKey, WatchedObject>> {
  const objects = new Map<ObjectKey, WatchedObject>();
  const { program, createdAt } = status;
  yield* eachInSlices(names, (name) => {
    const own = status.objects.get(name.key);
    if (own === undefined) return;
    const host = own.kind === "host" ? own : status.objects.get(own.hostName);
    const before = previous?.objects.get(name.key) ?? previous?.upstream.get(name.key);
    objects.set(name.key, watchObject(name, { own, host, program, createdAt, intervalLengthMs, inDowntime }, before));
  });
  return objects;
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
    enteredAt: entry.entryAt ?? createdAt,
    startsAt,
    endsAt,
    windowStartsAt: entry.startAt ?? startsAt,
    windowEndsAt: entry.endAt ?? endsAt,
    flexible: !entry.fixed,
    durationMs: entry.durationMs,
    triggeredBy: entry.triggeredBy,
    inEffect: entry.isInEffect === true || (isFixed && startsAt <= createdAt && createdAt < endsAt),
    author: entry.author,
    text: entry.comment,
  };
}
