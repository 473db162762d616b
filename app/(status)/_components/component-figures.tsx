import type { Span } from "@/lib/domain/availability";
import { sayPercent, sayTimes } from "@/lib/view/bar-words";
import { isDisturbed } from "@/lib/view/history-view";
import type { BarsView, DisturbedDay } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";

const SPANS = [
  ["day", 0],
  ["week", 7],
  ["month", 30],
  ["quarter", 90],
] as const satisfies readonly (readonly [Span, number])[];

/** How much of some spans a service was up, and what it was that kept it from being up. */
export function ComponentFigures({ bars, words }: { bars: BarsView; words: Words }) {
  return (
    <>
      <dl className="figures-row">
        {SPANS.map(([span, days]) => (
          <div key={span}>
            <dt className="text-s text-ink-3">{words.say(`span.${span}`)}</dt>
            <dd className="font-serif text-[1.75rem] leading-tight font-[430] tracking-[-0.01em] tabular-nums">
              {sayPercent(bars.uptime[span], words)}
            </dd>
            {days > 0 && <dd className="text-xs text-ink-3">{sayReason(bars, days, words)}</dd>}
          </div>
        ))}
      </dl>
      {bars.known < 100 && (
        <p className="mt-3 text-s text-ink-3">
          {words.count("service.known", bars.marks.length, { percent: sayPercent(bars.known, words) })}
        </p>
      )}
    </>
  );
}

/** The times of a span by their states; nothing where not all of its days are told. */
function sayReason({ marks, days, uptime }: BarsView, span: number, words: Words): string {
  const first = marks.length - span;
  const inside = days.filter(({ index }) => index >= first);
  if ([...marks.slice(first)].filter(isDisturbed).length > inside.length) return "";
  const minutes: DisturbedDay["minutes"] = {};
  for (const day of inside) {
    for (const [state, count] of Object.entries(day.minutes) as [keyof typeof minutes, number][]) {
      minutes[state] = (minutes[state] ?? 0) + count;
    }
  }
  delete minutes.unknown;
  const times = sayTimes(minutes, words);
  if (times.length > 0) return words.join(times);
  return uptime.quarter === null ? "" : words.say("key.calm");
}
