import type { History, ObjectHistory } from "./object-history";
import { encodeState, SOURCE } from "./object-history";
import { type CheckResult, hostOf, type ObjectKey, type Snapshot } from "./snapshot";
import { createSteps, type GrowingSteps, observe } from "./steps";
import type { EpochMs } from "./time";

/** Builders for tests: a history that is told mark by mark. */
export interface SampleHistory extends History {
  /** A check result: `critical` is hard, `~critical` soft. */
  state(key: ObjectKey, at: EpochMs, result: CheckResult | `~${CheckResult}`): SampleHistory;
  downtime(key: ObjectKey, from: EpochMs, to: EpochMs): SampleHistory;
  /** Whether it was in a downtime of its own. */
  maintained(key: ObjectKey, at: EpochMs, isIn: boolean): SampleHistory;
  sourceIs(at: EpochMs, value: keyof typeof SOURCE): SampleHistory;
}

export function sampleHistory(): SampleHistory {
  const objects = new Map<ObjectKey, ObjectHistory & { states: GrowingSteps; downtimes: GrowingSteps }>();
  const source = createSteps();
  const tracksOf = (key: ObjectKey) => {
    const tracks = objects.get(key) ?? { states: createSteps(), downtimes: createSteps() };
    objects.set(key, tracks);
    return tracks;
  };
  const history: SampleHistory = {
    objects,
    source,
    unread: null,
    state(key, at, result) {
      const isSoft = result.startsWith("~");
      observe(tracksOf(key).states, at, encodeState(result.replace("~", "") as CheckResult, !isSoft));
      return history;
    },
    downtime(key, from, to) {
      return history.maintained(key, from, true).maintained(key, to, false);
    },
    maintained(key, at, isIn) {
      observe(tracksOf(key).downtimes, at, isIn ? 1 : 0);
      return history;
    },
    sourceIs(at, value) {
      observe(source, at, SOURCE[value]);
      return history;
    },
  };
  return history;
}

/** Enters a snapshot as the rounds do: what it says of each object, true from its instant on. */
export function enterSnapshot(history: SampleHistory, { createdAt, objects }: Pick<Snapshot, "createdAt" | "objects">) {
  history.sourceIs(createdAt, "running");
  for (const object of objects.values()) {
    const { key } = object;
    history.state(key, createdAt, object.monitored ? object.confirmed : "pending");
    const ofHost = hostOf(key) !== key && objects.get(hostOf(key))?.inDowntime === true;
    history.maintained(key, createdAt, object.inDowntime && !ofHost);
  }
}
