import { useEffect, useRef, useState } from "react";
import type { EpochMs } from "@/lib/domain/time";
import type { LedgerFold } from "@/lib/view/fold-ledger";
import { sayGroup } from "@/lib/view/group-words";
import type { JudgedComponent, JudgedGroup } from "@/lib/view/judge";
import type { HistoryFrame } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Bar } from "./bar";
import { Chevron } from "./chevron";
import { LedgerRow } from "./ledger-row";
import { LedgerTable } from "./ledger-table";
import { Share } from "./share";
import { StateLabel } from "./state-label";
import { useOpened } from "./use-opened";

interface LedgerGroupProps {
  anchor: string;
  group: JudgedGroup;
  history: HistoryFrame | null;
  /** Whether it is open at first. */
  isOpen: boolean;
  fold: LedgerFold;
  isFresh: boolean;
  zone: string;
  today: string;
  at: EpochMs;
  words: Words;
}

/** A group of services; without a name it has no heading and cannot be folded. Folded it shows its own worst days. */
export function LedgerGroup({ anchor, group, isOpen, ...shared }: LedgerGroupProps) {
  const { fold, history, today, words } = shared;
  const states = group.components.map(({ state }) => state);
  const { wasOpened, details } = useOpening(isOpen, fold.isTroubled(group));
  const table = history !== null && <LedgerTable {...{ group, history, today, words }} isWhole={fold.isWhole} />;
  const rows = <LedgerRows group={group} hasDays={fold.isWhole || wasOpened} {...shared} />;
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
          <Bar
            bars={group.bars}
            dates={history.dates}
            today={today}
            name={group.name}
            slug={null}
            place="ledger-bar"
            words={words}
          />
        )}
        {group.bars !== null && <Share bars={group.bars} words={words} />}
      </summary>
      {rows}
      {table}
    </details>
  );
}

interface LedgerRowsProps extends Omit<LedgerGroupProps, "anchor" | "isOpen"> {
  hasDays: boolean;
}

/** In a large group with trouble the services that are well fold away: what is wrong has to be found. */
function LedgerRows({ group, ...shared }: LedgerRowsProps) {
  const folded = shared.fold.foldedIn(group);
  return (
    <>
      <RowList components={group.components.filter((component) => !folded.includes(component))} {...shared} />
      {folded.length > 0 && <OthersWell components={folded} {...shared} />}
    </>
  );
}

interface RowListProps extends Omit<LedgerRowsProps, "group"> {
  components: readonly JudgedComponent[];
}

function RowList({ components, fold: _, ...shared }: RowListProps) {
  return (
    <ul>
      {components.map((component) => (
        <LedgerRow key={component.slug} component={component} {...shared} />
      ))}
    </ul>
  );
}

function OthersWell({ components, hasDays, ...shared }: RowListProps) {
  const { wasOpened, onToggle } = useOpened(shared.fold.isWhole);
  return (
    <details className="border-t border-line" onToggle={onToggle}>
      <summary className="ledger-note text-s text-ink-2">
        <Chevron />
        {shared.words.count("ledger.othersWell", components.length)}
      </summary>
      <RowList components={components} hasDays={hasDays && wasOpened} {...shared} />
    </details>
  );
}

/** Opens when trouble begins. It never folds by itself: somebody may be reading. */
function useOpening(opensAtFirst: boolean, isTroubled: boolean) {
  const ref = useRef<HTMLDetailsElement>(null);
  const [open] = useState(opensAtFirst);
  const { wasOpened, onToggle } = useOpened(opensAtFirst);
  useEffect(() => {
    if (isTroubled && ref.current) ref.current.open = true;
  }, [isTroubled]);
  return { wasOpened, details: { ref, open, onToggle } };
}
