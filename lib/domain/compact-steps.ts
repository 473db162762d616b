import { confirmNext } from "./object-history";
import type { CheckResult } from "./snapshot";
import { findStep, type GrowingSteps } from "./steps";
import type { EpochMs } from "./time";

export interface CompactLimits {
  /** Of the steps up to here the last stays: what held here. */
  keepFrom: EpochMs;
  /** Before this, steps stay that changed what was confirmed. */
  softFrom: EpochMs;
}

/** Takes steps out that need not be kept, and answers their instants. What holds from `keepFrom` on stays the same. */
export function compactSteps(steps: GrowingSteps, keepFrom: EpochMs): EpochMs[] {
  const count = Math.max(0, findStep(steps, keepFrom));
  steps.values.splice(0, count);
  return steps.ats.splice(0, count);
}

/** The same for check results: what is confirmed from `keepFrom` on stays the same. */
export function compactStates(
  states: GrowingSteps,
  kind: "host" | "service",
  { keepFrom, softFrom }: CompactLimits,
): EpochMs[] {
  const old = findStep(states, Math.max(keepFrom, softFrom - 1)) + 1;
  const ats = states.ats.splice(0, old);
  const values = states.values.splice(0, old);
  const kept = listConfirming(values, kind);
  const gone = kept.findLastIndex((index) => (ats[index] as number) <= keepFrom);
  const left = new Set(gone > 0 ? kept.slice(gone) : kept);
  states.ats.unshift(...ats.filter((_, index) => left.has(index)));
  states.values.unshift(...values.filter((_, index) => left.has(index)));
  return ats.filter((_, index) => !left.has(index));
}

/** The places of the results that changed what was confirmed. */
function listConfirming(values: readonly number[], kind: "host" | "service"): number[] {
  const places: number[] = [];
  let confirmed: CheckResult | undefined;
  values.forEach((value, index) => {
    const next = confirmNext(confirmed, value, kind);
    if (next !== confirmed) places.push(index);
    confirmed = next;
  });
  return places;
}
