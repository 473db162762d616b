import { countDays, sayPercent } from "@/lib/view/bar-words";
import type { BarsView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";

/** The share of the known days in which a service was up; how many they are where not all of them are known. */
export function Share({ bars: { marks, uptime }, words }: { bars: BarsView; words: Words }) {
  const { known } = countDays(marks);
  return (
    <span className="ledger-share">
      {uptime.quarter === null ? (
        <span className="text-ink-3">{words.say("key.noData")}</span>
      ) : (
        sayPercent(uptime.quarter, words)
      )}
      {known > 0 && known < marks.length && (
        <small className="block text-xs font-normal text-ink-3">{words.count("ledger.days", known)}</small>
      )}
    </span>
  );
}
