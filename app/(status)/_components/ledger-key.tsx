import { MARK_LETTERS, NO_DATA } from "@/lib/view/history-view";
import type { HistoryFrame } from "@/lib/view/page-view";
import { sayWeights } from "@/lib/view/weight-words";
import type { Words } from "@/lib/view/words/speak";
import { BarBase } from "./bar-base";

const KEY = [
  [MARK_LETTERS.operational, "key.calm"],
  [MARK_LETTERS.degraded_performance, "state.degraded_performance"],
  [MARK_LETTERS.partial_outage, "state.partial_outage"],
  [MARK_LETTERS.major_outage, "state.major_outage"],
  [MARK_LETTERS.under_maintenance, "key.maintenance"],
  [MARK_LETTERS.unknown, "key.partlyUnknown"],
  [NO_DATA, "key.noData"],
] as const;

/** What the marks mean, since when there are any, and how the figures are counted. */
export function LedgerKey({ history, zone, words }: { history: HistoryFrame; zone: string; words: Words }) {
  const isYoung = history.since > Date.parse(`${history.dates[0]}T23:59:59Z`);
  return (
    <div className="mt-4 text-s">
      <ul className="flex flex-wrap gap-x-5.5 gap-y-1.5 text-ink-2" aria-label={words.say("key.title")}>
        {KEY.map(([letter, text]) => (
          <li key={letter} className="key-item">
            <span className="bar bar-key" aria-hidden="true">
              <BarBase marks={letter} heights="2" />
            </span>
            {words.say(text)}
          </li>
        ))}
      </ul>
      <p className="mt-3 max-w-[75ch] text-ink-3">
        {isYoung && <>{words.say("key.since", { date: words.dates.formatDate(history.since, zone) })} </>}
        <span className="phone-only">{`${words.say("key.phone")} `}</span>
        {`${words.say("key.height")} ${sayWeights(history.weights, words)}`}
      </p>
    </div>
  );
}
