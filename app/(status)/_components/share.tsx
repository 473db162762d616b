import { countDays, sayPercent } from "@/lib/view/bar-words";
import type { BarsView } from "@/lib/view/page-view";

/** The share of the known days in which a service was up; how many they are where not all of them are known. */
export function Share({ bars: { marks, uptime } }: { bars: BarsView }) {
  const { known } = countDays(marks);
  return (
    <span className="ledger-share">
      {uptime.quarter === null ? <span className="text-ink-3">No data</span> : sayPercent(uptime.quarter)}
      {known > 0 && known < marks.length && (
        <small className="block text-xs font-normal text-ink-3">{known === 1 ? "1 day" : `${known} days`}</small>
      )}
    </span>
  );
}
