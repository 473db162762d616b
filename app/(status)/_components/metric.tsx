import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { findPresent, sayRange, sayUnknown, sayValue } from "@/lib/view/metric-words";
import type { MetricView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Sign } from "./sign";
import { Sparkline } from "./sparkline";
import { Time } from "./time";

interface MetricProps {
  metric: MetricView;
  isFresh: boolean;
  zone: string;
  at: EpochMs;
  words: Words;
}

/** One figure: its present value, its line of a day, and the times at both ends. */
export const Metric = memo(function Metric({ metric, isFresh, zone, at, words }: MetricProps) {
  const { name, points, from, to, slowFrom, unit } = metric;
  const range = sayRange(metric, words);
  const formatEnd = (then: EpochMs) => words.dates.formatNear(then, at, zone);
  return (
    <figure className="metric">
      <figcaption className="metric-head">
        <h3 className="text-m font-medium">{name}</h3>
        <Present metric={metric} isFresh={isFresh} words={words} />
      </figcaption>
      {range === null ? (
        <p className="spark-none">{words.say("metrics.none")}</p>
      ) : (
        <>
          <Sparkline points={points} limit={slowFrom} />
          <p className="sr-only">{range}</p>
        </>
      )}
      <p className="metric-ends">
        <Time at={from} zone={zone} words={words} format={formatEnd} />
        {slowFrom !== null && range !== null && (
          <span className="metric-limit">
            {words.say("metrics.slowFrom", { value: sayValue(slowFrom, unit, words) })}
          </span>
        )}
        <Time at={to} zone={zone} words={words} format={formatEnd} />
      </p>
    </figure>
  );
});

/** Values have no colour: what is much or little only the operator knows. */
function Present({ metric, isFresh, words }: Pick<MetricProps, "metric" | "isFresh" | "words">) {
  const present = findPresent(metric, isFresh);
  if (present === null) {
    return (
      <p className="metric-unknown">
        <Sign state="unknown" />
        <span>{sayUnknown(metric, words)}</span>
      </p>
    );
  }
  return (
    <p className="metric-value">
      <bdi>
        {words.number(present)}
        {metric.unit !== "" && <small>{`\u00a0${metric.unit}`}</small>}
      </bdi>
    </p>
  );
}
