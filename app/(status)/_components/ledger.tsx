import { memo, useState } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { filterGroups, isFiltering, NO_FILTER } from "@/lib/view/filter-groups";
import { formatShortDay, readDay } from "@/lib/view/format-time";
import type { JudgedGroup } from "@/lib/view/judge";
import { LEDGER_WORDS } from "@/lib/view/ledger-words";
import type { HistoryFrame } from "@/lib/view/page-view";
import { groupAnchor } from "./group-anchor";
import { LedgerFilter, NothingLeft } from "./ledger-filter";
import { LedgerGroup } from "./ledger-group";
import { LedgerKey } from "./ledger-key";
import { SectionHeading } from "./section-heading";
import { TipStage } from "./tip-stage";

/** A page with no more services than this has all its groups open, and any page those with no more than the second. */
const OPEN_PAGE = 12;
const OPEN_GROUP = 8;
/** The first day that a phone shows. */
const PHONE_FROM = -30;

interface LedgerProps {
  groups: readonly JudgedGroup[];
  history: HistoryFrame | null;
  isFresh: boolean;
  zone: string;
  at: EpochMs;
}

/** Every service with its state in words and the days behind it, by group. */
export const Ledger = memo(function Ledger({ groups, ...shared }: LedgerProps) {
  const { history, isFresh, zone, at } = shared;
  const [filter, setFilter] = useState(NO_FILTER);
  const total = countServices(groups);
  if (total === 0) return null;
  const shown = filterGroups(groups, filter);
  const filters = isFiltering(filter);
  const opens = (group: JudgedGroup) => filters || total <= OPEN_PAGE || group.components.length <= OPEN_GROUP;
  return (
    <section className="wrap mb-14 sm:mb-18" id="services" aria-labelledby="services-title">
      <SectionHeading id="services-title" title={LEDGER_WORDS.title}>
        <p role="status">{filters ? LEDGER_WORDS.some(countServices(shown), total) : sayExtent(total, groups)}</p>
      </SectionHeading>
      {total > OPEN_PAGE && <LedgerFilter filter={filter} onChange={setFilter} />}
      {shown.length === 0 && <NothingLeft onReset={() => setFilter(NO_FILTER)} />}
      <TipStage
        className={`case ledger ${shown.length === 0 ? "hidden" : ""} ${history === null ? "ledger-plain" : ""} ${isFresh ? "" : "bars-unconfirmed"}`}
      >
        {history !== null && <Axis history={history} today={readDay(at, zone)} />}
        {shown.map((group) => (
          <LedgerGroup
            // Another list opens anew: who searches wants to see what was found.
            key={`${filters} ${group.name ?? ""}`}
            anchor={groupAnchor(group.index)}
            group={group}
            opens={opens(group)}
            {...shared}
          />
        ))}
      </TipStage>
      {history !== null && <LedgerKey history={history} zone={zone} />}
    </section>
  );
});

/** What all bars have in common: where they begin and end. */
function Axis({ history: { dates }, today }: { history: HistoryFrame; today: string }) {
  const last = dates.at(-1) ?? "";
  return (
    <p className="ledger-row ledger-axis" aria-hidden="true">
      <span className="ledger-wide">Service</span>
      <span className="ledger-bar flex justify-between">
        <span className="desk-only">{formatShortDay(dates[0] ?? "")}</span>
        <span className="phone-only">{formatShortDay(dates.at(PHONE_FROM) ?? "")}</span>
        <span>{last === today ? "Today so far" : formatShortDay(last)}</span>
      </span>
      <span className="ledger-wide text-end">90 days</span>
    </p>
  );
}

function countServices(groups: readonly JudgedGroup[]): number {
  return groups.reduce((sum, group) => sum + group.components.length, 0);
}

function sayExtent(total: number, groups: readonly JudgedGroup[]): string {
  const named = groups.filter((group) => group.name !== null).length;
  const services = `${total} ${total === 1 ? "service" : "services"}`;
  return named > 1 ? `${services} in ${named} groups` : services;
}
