import type { Weights } from "@/lib/domain/policy";
import { sayList } from "./list-words";

const NAMES = [
  ["major_outage", "major outages"],
  ["partial_outage", "partial ones"],
  ["degraded_performance", "degraded performance"],
  ["under_maintenance", "maintenance"],
] as const satisfies readonly (readonly [keyof Weights, string])[];

/**
 * How the time in each state counts, for the line under the figures: "Major outages count fully, partial ones 30 %;
 * degraded performance and maintenance do not; time that is not known is left out."
 */
export function sayWeights(weights: Weights): string {
  const counted = NAMES.filter(([state]) => weights[state] > 0);
  const ignored = NAMES.filter(([state]) => weights[state] === 0).map(([, name]) => name);
  const parts = counted.map(([state, name], index) => {
    const share = weights[state] === 1 ? "fully" : `${Math.round(weights[state] * 1000) / 10}\u00a0%`;
    return index === 0 ? `${name} count ${share}` : `${name} ${share}`;
  });
  const rest = ignored.length === 0 ? [] : [`${sayList(ignored)} do not${counted.length === 0 ? " count" : ""}`];
  const text = [parts.join(", "), ...rest, "time that is not known is left out"].filter(Boolean).join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
