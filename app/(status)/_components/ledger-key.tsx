import { MARK_LETTERS, NO_DATA } from "@/lib/view/history-view";
import type { HistoryFrame } from "@/lib/view/page-view";
import { sayWeights } from "@/lib/view/weight-words";
import type { Words } from "@/lib/view/words/speak";
import { BarBase } from "./bar-base";

const KEY = [
  [MARK_LETTERS.degraded_performance, "state.degraded_performance"],
  [MARK_LETTERS.partial_outage, "state.partial_outage"],
  [MARK_LETTERS.major_outage, "state.major_outage"],
  [MARK_LETTERS.under_maintenance, "key.maintenance"],
  [MARK_LETTERS.unknown, "key.partlyUnknown"],
] as const;

const QUIET_DAY = [{ letter: MARK_LETTERS.operational, from: 0, length: 1 }];
const BLANK_DAY = [{ letter: NO_DATA, from: 0, length: 1 }];

/** What the marks mean, since when there are any, and how the figures are counted. */
export function LedgerKey({ history, zone, words }: { history: HistoryFrame; zone: string; words: Words }) {
  const isYoung = history.since > Date.parse(`${history.dates[0]}T23:59:59Z`);
  return (
    <div className="mt-4 text-s">
      <ul className="flex flex-wrap gap-x-5.5 gap-y-1.5 text-ink-2" aria-label={words.say("key.title")}>
        <li className="key-item">
          <span className="bar bar-key" aria-hidden="true">
            <BarBase runs={QUIET_DAY} days={1} />
          </span>
          {words.say("key.calm")}
        </li>
        {KEY.map(([letter, text]) => (
          <li key={letter} className="key-item">
            <span className="bar bar-key" aria-hidden="true">
              <i className={`mark mark-${letter} mark-h2`} />
            </span>
            {words.say(text)}
          </li>
        ))}
        <li className="key-item">
          <span className="bar bar-key" aria-hidden="true">
            <BarBase runs={BLANK_DAY} days={1} />
          </span>
          {words.say("key.noData")}
        </li>
      </ul>
      <p className="mt-3 max-w-[75ch] text-ink-3">
        {isYoung && <>{words.say("key.since", { date: words.dates.formatDate(history.since, zone) })} </>}
        <span className="phone-only">{words.say("key.phone")} </span>
        {words.say("key.height")} {sayWeights(history.weights, words)}
      </p>
    </div>
  );
}
