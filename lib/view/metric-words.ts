import type { MetricView } from "./page-view";
import type { Words } from "./words/speak";

/** A value with its unit: "0.38 s", "42 %". */
export function sayValue(value: number, unit: string, words: Words): string {
  const number = words.number(value);
  return unit === "" ? number : `${number}\u00a0${unit}`;
}

/** The present value as a number; null where it is not known at present. */
export function findPresent({ latest }: MetricView, isFresh: boolean): number | null {
  return isFresh && latest?.isPresent === true ? latest.value : null;
}

/** That the present value is not known, and what it was last. */
export function sayUnknown({ latest, unit }: MetricView, words: Words): string {
  if (latest === null) return words.say("metrics.unknown");
  return words.say("metrics.unknownLast", { value: sayValue(latest.value, unit, words) });
}

/** What the line shows, for who does not see it; null where there is no line. */
export function sayRange({ points, unit }: MetricView, words: Words): string | null {
  const values = points.filter((point) => point !== null);
  const last = values.at(-1);
  if (last === undefined) return null;
  const say = (value: number) => sayValue(value, unit, words);
  return words.say("metrics.range", {
    least: say(Math.min(...values)),
    most: say(Math.max(...values)),
    last: say(last),
  });
}
