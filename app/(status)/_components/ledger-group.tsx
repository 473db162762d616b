import { useEffect, useRef, useState } from "react";
import { isDisrupted } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { sayGroup } from "@/lib/view/group-words";
import type { JudgedGroup } from "@/lib/view/judge";
import type { HistoryFrame } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Bar } from "./bar";
import { Chevron } from "./chevron";
import { LedgerRow } from "./ledger-row";
import { LedgerTable } from "./ledger-table";
import { Share } from "./share";
import { StateLabel } from "./state-label";

/** From here on a group is too long to look through. */
const LARGE_GROUP = 16;

interface LedgerGroupProps {
  anchor: string;
  group: JudgedGroup;
  history: HistoryFrame | null;
  /** Whether it is open at first although all is well. */
  opens: boolean;
  isFresh: boolean;
  zone: string;
  today: string;
  at: EpochMs;
  words: Words;
}

/** A group of services; without a name it has no heading and cannot be folded. Folded it shows its own worst days. */
export function LedgerGroup({ anchor, group, opens, ...shared }: LedgerGroupProps) {
  const { history, isFresh, today, words } = shared;
  const states = group.components.map(({ state }) => state);
  const isTroubled = isFresh && (isDisrupted(group.state) || group.state === "unknown");
  const details = useOpening(opens || isTroubled, isTroubled);
  const table = history !== null && <LedgerTable group={group} history={history} today={today} words={words} />;
  const rows = <LedgerRows group={group} isTroubled={isTroubled} {...shared} />;
  const edge = "border-t border-line-2 first:border-t-0";
  if (group.name === null) {
    return (
      <div id={anchor} className={`ledger-flat ${edge}`}>
        {rows}
        {table}
      </div>
    );
  }
  return (
    <details id={anchor} className={`ledger-group ${edge}`} {...details}>
      <summary className="ledger-row min-h-17 rounded-case py-3 focus-visible:-outline-offset-3">
        <span className="ledger-heading">
          <Chevron />
          <span className="min-w-0 text-base leading-snug font-semibold tracking-[-0.008em]">{group.name}</span>
          <span className="col-start-2 leading-snug">
            <StateLabel state={group.state}>{sayGroup(states, words)}</StateLabel>
          </span>
        </span>
        {history !== null && group.bars !== null && (
          <span className="ledger-bar">
            <Bar bars={group.bars} dates={history.dates} today={today} name={group.name} slug={null} words={words} />
          </span>
        )}
        {group.bars !== null && <Share bars={group.bars} words={words} />}
      </summary>
      {rows}
      {table}
    </details>
  );
}

interface LedgerRowsProps extends Omit<LedgerGroupProps, "anchor" | "opens"> {
  isTroubled: boolean;
}

/** In a large group with trouble the services that are well fold away: what is wrong has to be found. */
function LedgerRows({ group, isTroubled, ...shared }: LedgerRowsProps) {
  const rowsOf = (components: JudgedGroup["components"]) => (
    <ul>
      {components.map((component) => (
        <LedgerRow key={component.slug} component={component} {...shared} />
      ))}
    </ul>
  );
  const well = group.components.filter(({ state }) => state === "operational");
  const rest = group.components.filter(({ state }) => state !== "operational");
  if (!isTroubled || group.components.length <= LARGE_GROUP || well.length < 2) return rowsOf(group.components);
  return (
    <>
      {rowsOf(rest)}
      <details className="border-t border-line">
        <summary className="ledger-note text-s text-ink-2">
          <Chevron />
          {shared.words.count("ledger.othersWell", well.length)}
        </summary>
        {rowsOf(well)}
      </details>
    </>
  );
}

/** Opens when trouble begins. It never folds by itself: somebody may be reading. */
function useOpening(opensAtFirst: boolean, isTroubled: boolean) {
  const ref = useRef<HTMLDetailsElement>(null);
  const [open] = useState(opensAtFirst);
  useEffect(() => {
    if (isTroubled && ref.current) ref.current.open = true;
  }, [isTroubled]);
  return { ref, open };
}
