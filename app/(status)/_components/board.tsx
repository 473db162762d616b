import { memo } from "react";
import type { PublicState } from "@/lib/domain/public-state";
import { countServices } from "@/lib/view/fold-ledger";
import { countStates, sayGroup } from "@/lib/view/group-words";
import type { JudgedGroup } from "@/lib/view/judge";
import type { Words } from "@/lib/view/words/speak";
import { groupAnchor } from "./group-anchor";
import { colorOf, Sign } from "./sign";

/** More signs than this in one group are counted instead of drawn. */
const MOST_SIGNS = 16;
/** Fewer services than this are seen at a glance without a board. */
const FEWEST_SERVICES = 4;

interface BoardProps {
  groups: readonly JudgedGroup[];
  isFresh: boolean;
  words: Words;
}

/** Every group with the signs of its services: the whole organisation in two seconds. */
export const Board = memo(function Board({ groups, isFresh, words }: BoardProps) {
  const total = countServices(groups);
  if (groups.length < 2 || total < FEWEST_SERVICES) return null;
  return (
    <section className="wrap mb-10 sm:mb-14" aria-label={words.say("board.title")}>
      <ul className="case board">
        {groups.map((group, index) => (
          <li key={group.name ?? ""}>
            <BoardCell group={group} anchor={groupAnchor(index)} isFresh={isFresh} words={words} />
          </li>
        ))}
      </ul>
    </section>
  );
});

interface BoardCellProps extends Pick<BoardProps, "isFresh" | "words"> {
  group: JudgedGroup;
  anchor: string;
}

function BoardCell({ group, anchor, isFresh, words }: BoardCellProps) {
  const states = group.components.map((component) => component.state);
  const well = states.filter((state) => state === "operational").length;
  const color = group.state === "operational" || !isFresh ? "text-ink-3" : colorOf(group.state);
  return (
    <a className="board-cell" href={`#${anchor}`}>
      <span>{group.name ?? words.say("board.others")}</span>
      <span className={`board-count ${color}`} aria-hidden="true">
        {isFresh ? words.say("board.well", { well, all: states.length }) : words.say("state.unknown")}
      </span>
      <span className="sr-only">{sayGroup(states, words)}</span>
      <span className="board-signs" aria-hidden="true">
        {states.length > MOST_SIGNS ? <Tally states={states} /> : <Signs components={group.components} />}
      </span>
    </a>
  );
}

function Signs({ components }: Pick<JudgedGroup, "components">) {
  return components.map(({ slug, state }) => <i key={slug} className={state} />);
}

function Tally({ states }: { states: readonly PublicState[] }) {
  return countStates(states).map(({ state, count }) => (
    <span key={state} className={`inline-flex sm:me-1.5 items-center gap-1 text-s tabular-nums ${colorOf(state)}`}>
      <Sign state={state} className="size-4" />
      {count}
    </span>
  ));
}
