import { formatDate } from "@/lib/view/format-time";
import { MARK_LETTERS, NO_DATA } from "@/lib/view/history-view";
import type { HistoryFrame } from "@/lib/view/page-view";
import { sayWeights } from "@/lib/view/weight-words";
import { BarBase } from "./bar-base";

const KEY = [
  [MARK_LETTERS.degraded_performance, "Degraded"],
  [MARK_LETTERS.partial_outage, "Partial outage"],
  [MARK_LETTERS.major_outage, "Major outage"],
  [MARK_LETTERS.under_maintenance, "Maintenance"],
  [MARK_LETTERS.unknown, "Partly unknown"],
] as const;

const QUIET_DAY = [{ letter: MARK_LETTERS.operational, from: 0, length: 1 }];
const BLANK_DAY = [{ letter: NO_DATA, from: 0, length: 1 }];

/** What the marks mean, since when there are any, and how the figures are counted. */
export function LedgerKey({ history, zone }: { history: HistoryFrame; zone: string }) {
  const isYoung = history.since > Date.parse(`${history.dates[0]}T23:59:59Z`);
  return (
    <div className="mt-4 text-s">
      <ul className="flex flex-wrap gap-x-5.5 gap-y-1.5 text-ink-2" aria-label="Key">
        <li className="key-item">
          <span className="bar bar-key" aria-hidden="true">
            <BarBase runs={QUIET_DAY} days={1} />
          </span>
          No disruption
        </li>
        {KEY.map(([letter, words]) => (
          <li key={letter} className="key-item">
            <span className="bar bar-key" aria-hidden="true">
              <i className={`mark mark-${letter} mark-h2`} />
            </span>
            {words}
          </li>
        ))}
        <li className="key-item">
          <span className="bar bar-key" aria-hidden="true">
            <BarBase runs={BLANK_DAY} days={1} />
          </span>
          No data
        </li>
      </ul>
      <p className="mt-3 max-w-[75ch] text-ink-3">
        {isYoung && <>History since {formatDate(history.since, zone)}. </>}
        <span className="phone-only">The marks are 30 days, the figures 90. </span>A taller mark is a longer disruption.{" "}
        {sayWeights(history.weights)}
      </p>
    </div>
  );
}
