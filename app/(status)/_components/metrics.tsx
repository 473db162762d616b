import type { EpochMs } from "@/lib/domain/time";
import type { PageView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Metric } from "./metric";
import { SectionHeading } from "./section-heading";

interface MetricsProps {
  view: PageView;
  isFresh: boolean;
  at: EpochMs;
  words: Words;
}

/** What checks measured in the last 24 hours. Nothing where the operator chose nothing. */
export function Metrics({ view: { metrics, timeZone }, isFresh, at, words }: MetricsProps) {
  if (metrics.length === 0) return null;
  return (
    <section className="wrap mb-14 sm:mb-18" id="metrics" aria-labelledby="metrics-title">
      <SectionHeading id="metrics-title" title={words.say("metrics.title")}>
        <p>{words.say("metrics.day")}</p>
      </SectionHeading>
      <div className="metrics">
        {metrics.map((metric) => (
          <Metric key={metric.name} metric={metric} isFresh={isFresh} zone={timeZone} at={at} words={words} />
        ))}
      </div>
    </section>
  );
}
