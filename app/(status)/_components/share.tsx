import { countDays, sayPercent } from "@/lib/view/bar-words";
import type { BarsView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";

/** The share of the known days in which a service was up; how many they are where not all of them are known. */
export function Share({ bars: { marks, uptime }, words }: { bars: BarsView; words: Words }) {
  const { known } = countDays(marks);
  return (
    <b>
      {uptime.quarter === null ? <i>{words.say("key.noData")}</i> : sayPercent(uptime.quarter, words)}
      {known > 0 && known < marks.length && <small>{words.count("ledger.days", known)}</small>}
    </b>
  );
}
