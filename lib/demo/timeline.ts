import type { ObjectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { hashText } from "./chance";
import { type Change, scheduleChecks } from "./check-scheduler";
import { type Notification, recordNotifications } from "./notifications";
import { type Acknowledged, type DemoComment, type Downtime, type Flapping, recordPeople } from "./people";
import { findRawStates } from "./raw-state";
import { findLastIndex } from "./sorted";
import { CHECK_INTERVAL_MS, CHECKED_OBJECTS, type Checked, programStartAt, type World } from "./world";
import { planWorld } from "./world-plan";

/** A change with the numbers that Nagios gives to states and problems (since 4.4.0). */
export interface NumberedChange extends Change {
  eventId: number;
  lastEventId: number;
  /** One number from the first bad state to the recovery; 0 without a problem. */
  problemId: number;
  lastProblemId: number;
}

/** One object's whole life. */
export interface Life {
  object: Checked;
  /** By time; the first is the quiet state before the history. */
  changes: readonly NumberedChange[];
}

/** Everything that happened and will happen in a world until an instant. */
export interface Timeline {
  world: World;
  until: EpochMs;
  lives: ReadonlyMap<ObjectKey, Life>;
  acknowledgements: readonly Acknowledged[];
  downtimes: readonly Downtime[];
  flappings: readonly Flapping[];
  comments: readonly DemoComment[];
  notifications: readonly Notification[];
}

/**
 * Plays a world until an instant. The longer of two timelines of one world holds the shorter one: what happened
 * before its end, numbers included, is the same.
 */
export function buildTimeline(world: World, until: EpochMs): Timeline {
  const plan = planWorld(world, until);
  const raw = findRawStates(plan.troubles);
  const unnumbered = new Map<ObjectKey, { object: Checked; changes: readonly Change[] }>();
  for (const object of CHECKED_OBJECTS) {
    const changes = scheduleChecks({
      isHost: object.serviceDescription === null,
      firstCheckAt: programStartAt(world) + phaseMs(object),
      settledAt: world.beginsAt - DAY_MS * (3 + (hashText(object.key) % 40)),
      raw: object.neverChecked ? [] : (raw.get(object.key) ?? []),
      isHostGoneAt: (at) => isGone(unnumbered.get(object.hostName)?.changes, at),
      until,
    });
    unnumbered.set(object.key, { object, changes });
  }
  const lives = numberChanges(unnumbered);
  const people = recordPeople(plan, lives);
  const notifications = recordNotifications(lives, people, (hostName, at) => isGone(lives.get(hostName)?.changes, at));
  return { world, until, lives, ...people, notifications };
}

function isGone(hostChanges: readonly Change[] | undefined, at: EpochMs): boolean {
  return (findChangeAt(hostChanges ?? [], at)?.state ?? 0) !== 0;
}

/** The change that stands at an instant; undefined before the first check. */
export function findChangeAt<T extends Change>(changes: readonly T[], at: EpochMs): T | undefined {
  return changes[findLastIndex(changes, (change) => change.at <= at)];
}

/** Checks are spread over the interval, as Nagios does. */
function phaseMs(object: Checked): number {
  return (hashText(`${object.key}/phase`) % (CHECK_INTERVAL_MS / SECOND_MS)) * SECOND_MS;
}

function numberChanges(
  unnumbered: ReadonlyMap<ObjectKey, { object: Checked; changes: readonly Change[] }>,
): Map<ObjectKey, Life> {
  const lives = new Map<ObjectKey, { object: Checked; changes: NumberedChange[] }>();
  const pending: { key: ObjectKey; change: Change }[] = [];
  for (const [key, { object, changes }] of unnumbered) {
    lives.set(key, { object, changes: [] });
    for (const change of changes) pending.push({ key, change });
  }
  let nextEventId = 1;
  let nextProblemId = 1;
  for (const { key, change } of pending.sort((a, b) => a.change.at - b.change.at)) {
    const done = lives.get(key)?.changes;
    const before = done?.at(-1) ?? { eventId: 0, lastEventId: 0, problemId: 0, lastProblemId: 0 };
    const { eventId, lastEventId, problemId, lastProblemId } = before;
    const numbered = { ...change, eventId, lastEventId, problemId, lastProblemId };
    if (change.isNewState) {
      numbered.lastEventId = eventId;
      numbered.eventId = nextEventId++;
      if (change.previousState === 0) numbered.problemId = nextProblemId++;
      if (change.state === 0) {
        numbered.lastProblemId = problemId;
        numbered.problemId = 0;
      }
    }
    done?.push(numbered);
  }
  return lives;
}
