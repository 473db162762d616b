import {
  confirmNext,
  encodeState,
  type History,
  type HistoryMark,
  isHardValue,
  isProblemResult,
  resultOf,
  SOURCE,
} from "@/lib/domain/object-history";
import { eachInSlices } from "@/lib/domain/slices";
import type { CheckResult, ObjectKey, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import type { Steps } from "@/lib/domain/steps";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";

export interface SnapshotInput {
  snapshot: Snapshot;
  history: History;
  /** Downtimes that the log leaves open, each with the instant at which it may have ended unseen. */
  doubtful: ReadonlyMap<ObjectKey, EpochMs>;
  /**
   * Objects of which the log is still being read. It tells a change when the check's result came, status.dat when the
   * check began: the log is what Nagios' reports count, so it has the first word.
   */
  awaited: ReadonlySet<ObjectKey>;
  /** The instant of the last snapshot that was observed; null when there was none. */
  previousAt: EpochMs | null;
}

/** The log is as exact as a second: what it told of that one is settled by the next snapshot. */
const SETTLED_MS = SECOND_MS;

/**
 * What a true snapshot adds to a history: where it differs from what the steps say of its instant, at Nagios' own time of
 * change. Whatever was observed of a later instant knows better. In slices.
 */
export function* observeSnapshotInSlices(input: SnapshotInput): Generator<void, HistoryMark[]> {
  const { snapshot, history } = input;
  const { createdAt } = snapshot;
  const marks: HistoryMark[] = [];
  const isRunning = history.source.values.at(-1) === SOURCE.running;
  if (!isRunning && lastOf(history.source) < createdAt) {
    marks.push({ key: null, track: "source", at: createdAt, value: SOURCE.running });
  }
  const begins = new Map(snapshot.downtimes.filter(({ inEffect }) => inEffect).map((own) => [own.key, own.startsAt]));
  yield* eachInSlices([...snapshot.objects.values(), ...snapshot.upstream.values()], (object) => {
    const known = history.objects.get(object.key);
    const state = input.awaited.has(object.key) ? null : observeState(object, known?.states, createdAt);
    if (state !== null) marks.push(state);
    const downtime = observeDowntime(object, known?.downtimes, begins.get(object.key), input);
    if (downtime !== null) marks.push(downtime);
  });
  return marks;
}

function observeState(object: WatchedObject, states: Steps | undefined, createdAt: EpochMs): HistoryMark | null {
  const lastAt = states === undefined ? Number.NEGATIVE_INFINITY : lastOf(states);
  if (lastAt >= createdAt - SETTLED_MS) return null;
  const value = chooseValue(object, states);
  if (value === null) return null;
  const changedAt = findChange(object, value, createdAt);
  const at = changedAt > lastAt && changedAt <= createdAt ? changedAt : createdAt;
  return { key: object.key, track: "state", at, value };
}

/** What was confirmed before a soft problem ended with it: the instant of its begin is the problem's own. */
function findChange({ monitored, changedAt, current }: WatchedObject, value: number, createdAt: EpochMs): EpochMs {
  if (!monitored || changedAt === null) return createdAt;
  return resultOf(value) === current ? changedAt : changedAt - SETTLED_MS;
}

/** What the steps do not say yet; null when they say it all. A soft problem waits until what is confirmed stands there. */
function chooseValue({ kind, current, confirmed, monitored }: WatchedObject, states: Steps | undefined): number | null {
  const last = states?.values.at(-1);
  if (!monitored || current === "pending") return isAlike(last, "pending", true) ? null : encodeState("pending", true);
  const isSoft = isProblemResult(current) && current !== confirmed;
  if (isSoft && confirmedBy(states, kind) !== confirmed) return encodeState(confirmed, true);
  return isAlike(last, current, !isSoft) ? null : encodeState(current, !isSoft);
}

/** Whether a step says that already; of what is no problem the type does not matter. */
function isAlike(value: number | undefined, result: CheckResult, isHard: boolean): boolean {
  if (value === undefined || resultOf(value) !== result) return false;
  return !isProblemResult(result) || isHardValue(value) === isHard;
}

function confirmedBy(states: Steps | undefined, kind: WatchedObject["kind"]): CheckResult | undefined {
  let confirmed: CheckResult | undefined;
  for (const value of states?.values ?? []) confirmed = confirmNext(confirmed, value, kind);
  return confirmed;
}

function observeDowntime(
  object: WatchedObject,
  downtimes: Steps | undefined,
  startsAt: EpochMs | undefined,
  { snapshot, doubtful, previousAt }: SnapshotInput,
): HistoryMark | null {
  const { createdAt } = snapshot;
  const isIn = startsAt !== undefined || isInOwnDowntime(object, snapshot);
  const lastAt = downtimes === undefined ? Number.NEGATIVE_INFINITY : lastOf(downtimes);
  const wasIn = downtimes?.values.at(-1) === 1;
  if (isIn === wasIn || lastAt >= createdAt - SETTLED_MS) return null;
  const earliest = Math.max(lastAt + 1, previousAt ?? Number.NEGATIVE_INFINITY);
  const endedAt = doubtful.get(object.key) ?? createdAt;
  const at = isIn ? Math.max(startsAt ?? createdAt, earliest) : Math.max(endedAt, lastAt + 1);
  return { key: object.key, track: "downtime", at: Math.min(at, createdAt), value: isIn ? 1 : 0 };
}

/** The host's downtime stands with the host. */
function isInOwnDowntime({ inDowntime, kind, hostName }: WatchedObject, { objects, upstream }: Snapshot): boolean {
  const host = objects.get(hostName) ?? upstream.get(hostName);
  return inDowntime && (kind === "host" || host?.inDowntime !== true);
}

function lastOf({ ats }: Steps): EpochMs {
  return ats.at(-1) ?? Number.NEGATIVE_INFINITY;
}
