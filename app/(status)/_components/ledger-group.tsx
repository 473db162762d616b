import { useEffect } from "react";
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
import { useTouched } from "./use-touched";

interface LedgerGroupProps {
  anchor: string;
  group: JudgedGroup;
  history: HistoryFrame | null;
  /** Whether it is open at first. */
  isOpen: boolean;
  fold: LedgerFold;
  isFresh: boolean;
  /** Whether the page has more to tell than its document brought along. */
  isRefreshed: boolean;
  zone: string;
  today: string;
  at: EpochMs;
  words: Words;
}

/** A group of services; without a name it has no heading and cannot be folded. Folded it shows its own worst days. */
export function LedgerGroup({ anchor, group, isOpen, ...shared }: LedgerGroupProps) {
  const { fold, history, isRefreshed, today, words } = shared;
  const { wasTouched, fold: details } = useOpening(isOpen, fold.isTroubled(group));
  // What is folded away waits for being unfolded; while a group is open its rows show the days.
  const hasRows = fold.isWhole || isOpen || wasTouched;
  const hasOwnDays = fold.isWhole || !isOpen || wasTouched;
  const states = group.components.map(({ state }) => state);
  const table = history !== null && (
    <LedgerTable {...{ group, history, isRefreshed, today, words }} isWhole={fold.isWhole} />
  );
  const rows = <LedgerRows group={group} hasDays={hasRows} {...shared} />;
  if (group.name === null) {
    return (
      <div id={anchor} className="ledger-flat">
        {rows}
        {table}
      </div>
    );
  }
  return (
    <details id={anchor} className="ledger-group" {...details}>
      <summary className="ledger-row">
        <span className="ledger-heading">
          <Chevron />
          <span>{group.name}</span> <StateLabel state={group.state}>{sayGroup(states, words)}</StateLabel>
        </span>
        {hasOwnDays && history !== null && group.bars !== null && group.bars.marks !== "" && (
          <Bar bars={group.bars} dates={history.dates} today={today} name={group.name} slug={null} words={words} />
        )}
        {group.bars !== null && <Share bars={group.bars} words={words} />}
      </summary>
      {rows}
      {hasRows && table}
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
  const { wasTouched, fold } = useTouched();
  return (
    <details className="ledger-more" {...fold}>
      <summary className="ledger-note">
        <Chevron />
        {shared.words.count("ledger.othersWell", components.length)}
      </summary>
      <RowList components={components} hasDays={hasDays && (shared.fold.isWhole || wasTouched)} {...shared} />
    </details>
  );
}

/** Opens when trouble begins. It never folds by itself: somebody may be reading. */
function useOpening(opensAtFirst: boolean, isTroubled: boolean) {
  const touched = useTouched(opensAtFirst);
  const { ref } = touched.fold;
  useEffect(() => {
    if (isTroubled && ref.current) ref.current.open = true;
  }, [isTroubled, ref]);
  return touched;
}
