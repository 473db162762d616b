import { memo } from "react";
import type { PublicState } from "@/lib/domain/public-state";
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
  const total = groups.reduce((sum, group) => sum + group.components.length, 0);
  if (groups.length < 2 || total < FEWEST_SERVICES) return null;
  return (
    <section className="wrap mb-10 sm:mb-14" aria-label={words.say("board.title")}>
      <ul className="case grid overflow-hidden sm:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]">
        {groups.map((group, index) => (
          <li key={group.name ?? ""} className="-ms-px -mt-px min-w-0 border-s border-t border-line">
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
    <a
      className="grid h-full min-h-11 grid-cols-[minmax(0,1fr)_auto_minmax(3.5rem,auto)] items-center gap-x-3 gap-y-1.5 px-4 py-2.5 no-underline hover:bg-sunk focus-visible:-outline-offset-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:content-between sm:items-start"
      href={`#${anchor}`}
    >
      <span className="min-w-0 text-s leading-tight font-medium">{group.name ?? words.say("board.others")}</span>
      <span
        className={`order-3 text-end text-s whitespace-nowrap leading-tight font-medium tabular-nums sm:order-2 ${color}`}
        aria-hidden="true"
      >
        {isFresh ? words.say("board.well", { well, all: states.length }) : words.say("state.unknown")}
      </span>
      <span className="sr-only">{sayGroup(states, words)}</span>
      <span
        className="order-2 flex max-w-32 flex-wrap items-center justify-end gap-1.5 sm:order-3 sm:col-span-2 sm:max-w-none sm:justify-start"
        aria-hidden="true"
      >
        {states.length > MOST_SIGNS ? <Tally states={states} /> : <Signs components={group.components} />}
      </span>
    </a>
  );
}

function Signs({ components }: Pick<JudgedGroup, "components">) {
  return components.map(({ slug, state }) => (
    <span key={slug} className={`flex ${colorOf(state)}`}>
      <Sign state={state} className="size-4" />
    </span>
  ));
}

function Tally({ states }: { states: readonly PublicState[] }) {
  return countStates(states).map(({ state, count }) => (
    <span key={state} className={`inline-flex sm:me-1.5 items-center gap-1 text-s tabular-nums ${colorOf(state)}`}>
      <Sign state={state} className="size-4" />
      {count}
    </span>
  ));
}
