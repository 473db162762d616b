import type { Weights } from "@/lib/domain/policy";
import { sayRoundPercent } from "./bar-words";
import type { Words } from "./words/speak";

const WORST_FIRST = ["major_outage", "partial_outage", "degraded_performance", "under_maintenance"] as const;

/**
 * How the time in each state counts, for the line under the figures: "Counted as down: major outages fully, partial
 * outages 30 %. Not counted: degraded performance, maintenance. Time that is not known is left out."
 */
export function sayWeights(weights: Weights, words: Words): string {
  const counted = words.join(
    WORST_FIRST.filter((state) => weights[state] > 0).map((state) => sayWeight(state, weights, words)),
  );
  const ignored = words.join(
    WORST_FIRST.filter((state) => weights[state] === 0).map((state) => words.say(`weightOf.${state}`)),
  );
  if (ignored === "") return words.say("weights.counted", { counted });
  return counted === "" ? words.say("weights.ignored", { ignored }) : words.say("weights.mixed", { counted, ignored });
}

function sayWeight(name: (typeof WORST_FIRST)[number], weights: Weights, words: Words): string {
  const [state, weight] = [words.say(`weightOf.${name}`), weights[name]];
  if (weight === 1) return words.say("weights.fully", { state });
  return words.say("weights.partly", { state, percent: sayRoundPercent(Math.round(weight * 1000) / 10, words) });
}
