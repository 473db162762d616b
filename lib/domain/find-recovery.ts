import { type History, isProblemResult, resultOf } from "./object-history";
import type { ObjectKey } from "./snapshot";
import { findStep } from "./steps";
import type { EpochMs } from "./time";

/** When an object was first well again after an instant, soft or hard; null where the history tells of no such time. */
export function findRecovery({ objects }: Pick<History, "objects">, key: ObjectKey, after: EpochMs): EpochMs | null {
  const states = objects.get(key)?.states;
  if (states === undefined) return null;
  for (let index = Math.max(findStep(states, after) + 1, 0); index < states.ats.length; index += 1) {
    const result = resultOf(states.values[index] as number);
    if (!isProblemResult(result) && result !== "pending") return states.ats[index] as number;
  }
  return null;
}
