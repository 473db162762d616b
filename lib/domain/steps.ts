import type { EpochMs } from "./time";

/**
 * A quantity that changes in steps: `values[i]` holds from `ats[i]` until `ats[i + 1]`, the last one for ever. Instants
 * ascend strictly. Before the first, nothing is known.
 */
export interface Steps {
  readonly ats: readonly EpochMs[];
  readonly values: readonly number[];
  /** Counts the changes that were no additions at the end: what was worked out of the past is wrong after one. */
  readonly rewrites: number;
}

/** Steps that grow in place, for whoever owns them. */
export interface GrowingSteps extends Steps {
  readonly ats: EpochMs[];
  readonly values: number[];
  rewrites: number;
}

/** Steps of which nothing is known yet. */
export function createSteps(): GrowingSteps {
  return { ats: [], values: [], rewrites: 0 };
}

/**
 * Enters that a value was seen at an instant; answers whether that was news. Observations may come in any order and
 * more than once: what the steps say already changes nothing, and of two for one instant the last counts.
 */
export function observe(steps: GrowingSteps, at: EpochMs, value: number): boolean {
  const { ats, values } = steps;
  const index = findStep(steps, at);
  if (index >= 0 && values[index] === value) return false;
  const isOld = index >= 0 && ats[index] === at;
  if (index === ats.length - 1 && !isOld) {
    ats.push(at);
    values.push(value);
    return true;
  }
  steps.rewrites += 1;
  if (isOld) values[index] = value;
  else {
    ats.splice(index + 1, 0, at);
    values.splice(index + 1, 0, value);
  }
  return true;
}

/** The index of the step that holds at an instant; -1 before the first. */
export function findStep({ ats }: Steps, at: EpochMs): number {
  let low = 0;
  let high = ats.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ats[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The value at an instant; undefined before the first. */
export function valueAt(steps: Steps, at: EpochMs): number | undefined {
  return steps.values[findStep(steps, at)];
}
