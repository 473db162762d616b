import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { drawFraction } from "./chance";
import { checkStepMs } from "./check-scheduler";
import { HOST_GONE_OUTPUT, type PluginOutput, printOutput } from "./plugin-output";
import { findChangeAt, type NumberedChange, type Timeline } from "./timeline";
import { CHECK_INTERVAL_MS, type Checked } from "./world";

/** What Nagios holds of an object at an instant. */
export interface ObjectState {
  object: Checked;
  change: NumberedChange;
  checked: boolean;
  hard: boolean;
  lastCheckAt: EpochMs;
  nextCheckAt: EpochMs;
  output: PluginOutput;
  acknowledged: boolean;
  flapping: boolean;
  /** Percent state change, 0 when the object is steady. */
  percentStateChange: number;
  downtimeDepth: number;
}

/** What Nagios holds of an object at an instant. Throws for an object that the demo does not have. */
export function stateAt(timeline: Timeline, key: ObjectKey, at: EpochMs): ObjectState {
  const life = timeline.lives.get(key);
  if (life === undefined) throw new Error(`the demo has no ${key}`);
  const standing = findChangeAt(life.changes, at);
  const change = standing ?? life.changes[0];
  if (change === undefined) throw new Error(`${key} has no first state`);
  const { object } = life;
  const checked = standing !== undefined && !object.neverChecked;
  const stepMs = checkStepMs(change);
  const lastCheckAt = change.at + Math.max(0, Math.floor((at - change.at) / stepMs)) * stepMs;
  const flapping = timeline.flappings.find((span) => span.key === key && span.startAt <= at && at < span.endAt);
  return {
    object,
    change,
    checked,
    // A soft recovery becomes hard with the next check.
    hard: change.hard || (change.state === 0 && lastCheckAt > change.at),
    lastCheckAt,
    nextCheckAt: checked ? lastCheckAt + stepMs : change.at,
    output: checked ? outputAt(object, change, lastCheckAt) : { text: "", performanceData: "" },
    acknowledged: timeline.acknowledgements.some((span) => span.key === key && span.startAt <= at && at < span.endAt),
    flapping: flapping !== undefined,
    percentStateChange: flapping?.percent ?? 0,
    downtimeDepth: timeline.downtimes.filter((span) => span.key === key && span.startAt <= at && at < span.endAt)
      .length,
  };
}

/** What the plugin printed at a check: the same for the same check, whenever it is asked. */
export function outputAt(object: Checked, change: NumberedChange, checkAt: EpochMs): PluginOutput {
  if (change.inherited && object.serviceDescription !== null) return HOST_GONE_OUTPUT;
  return printOutput(object.kind, change.state, drawFraction(`${object.key}/${checkAt / CHECK_INTERVAL_MS}`));
}
