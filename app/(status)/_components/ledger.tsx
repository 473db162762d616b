import { memo, useState } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { filterGroups, isFiltering, NO_FILTER } from "@/lib/view/filter-groups";
import { countServices, foldLedger } from "@/lib/view/fold-ledger";
import type { JudgedGroup } from "@/lib/view/judge";
import type { HistoryFrame } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { groupAnchor } from "./group-anchor";
import { LedgerFilter, NothingLeft } from "./ledger-filter";
import { LedgerGroup } from "./ledger-group";
import { LedgerKey } from "./ledger-key";
import { SectionHeading } from "./section-heading";
import { TipStage } from "./tip-stage";

/** The first day that a phone shows. */
const PHONE_FROM = -30;

interface LedgerProps {
  groups: readonly JudgedGroup[];
  history: HistoryFrame | null;
  isFresh: boolean;
  /** Whether the page has more to tell than its document brought along. */
  isRefreshed: boolean;
  /** In which times are written. */
  zone: string;
  /** The page's present day, `YYYY-MM-DD`. */
  today: string;
  at: EpochMs;
  words: Words;
}

/** Every service with its state in words and the days behind it, by group. */
export const Ledger = memo(function Ledger({ groups, ...shared }: LedgerProps) {
  const { history, isFresh, zone, today, words } = shared;
  const [filter, setFilter] = useState(NO_FILTER);
  const total = countServices(groups);
  if (total === 0) return null;
  const shown = filterGroups(groups, filter);
  const filters = isFiltering(filter);
  const fold = foldLedger(groups, isFresh);
  return (
    <section className="wrap mb-14 sm:mb-18" id="services" aria-labelledby="services-title">
      <SectionHeading id="services-title" title={words.say("ledger.title")}>
        <p role="status">
          {filters
            ? words.count("ledger.some", total, { shown: countServices(shown) })
            : sayExtent(total, groups, words)}
        </p>
      </SectionHeading>
      {!fold.isSmall && <LedgerFilter filter={filter} onChange={setFilter} words={words} />}
      {shown.length === 0 && <NothingLeft onReset={() => setFilter(NO_FILTER)} words={words} />}
      <TipStage
        className={`case ledger ${shown.length === 0 ? "hidden" : ""} ${history === null ? "ledger-plain" : ""} ${isFresh ? "" : "bars-unconfirmed"}`}
      >
        {history !== null && <Axis history={history} today={today} words={words} />}
        {shown.map((group) => (
          <LedgerGroup
            // Another list opens anew: who searches wants to see what was found.
            key={`${filters} ${group.name ?? ""}`}
            anchor={groupAnchor(group.index)}
            group={group}
            isOpen={filters || fold.isOpen(group)}
            fold={fold}
            {...shared}
          />
        ))}
      </TipStage>
      {history !== null && <LedgerKey history={history} zone={zone} words={words} />}
    </section>
  );
});

/** What all bars have in common: where they begin and end. */
function Axis({ history: { dates }, today, words }: { history: HistoryFrame; today: string; words: Words }) {
  const { formatShortDay } = words.dates;
  const last = dates.at(-1) ?? "";
  return (
    <p className="ledger-row ledger-axis" aria-hidden="true">
      <span className="ledger-wide">{words.say("ledger.service")}</span>
      <span className="ledger-ends flex justify-between">
        <span className="desk-only">{formatShortDay(dates[0] ?? "")}</span>
        <span className="phone-only">{formatShortDay(dates.at(PHONE_FROM) ?? "")}</span>
        <span>{last === today ? words.say("ledger.today") : formatShortDay(last)}</span>
      </span>
      <span className="ledger-wide text-end">{words.say("span.quarter")}</span>
    </p>
  );
}

function sayExtent(total: number, groups: readonly JudgedGroup[], words: Words): string {
  const named = groups.filter((group) => group.name !== null).length;
  return named > 1
    ? words.count("ledger.extentInGroups", total, { groups: named })
    : words.count("services.count", total);
}
