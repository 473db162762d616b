import { memo } from "react";
import { areBarsAlike } from "@/lib/view/bar-marks";
import { sayDay, sayPercent } from "@/lib/view/bar-words";
import { isDisturbed } from "@/lib/view/history-view";
import type { JudgedGroup } from "@/lib/view/judge";
import type { BarsView, HistoryFrame } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Chevron } from "./chevron";

interface LedgerTableProps {
  group: JudgedGroup;
  history: HistoryFrame;
  /** `YYYY-MM-DD`. */
  today: string;
  words: Words;
}

const COLUMNS = [
  "ledger.service",
  "span.day",
  "span.week",
  "span.month",
  "span.quarter",
  "table.known",
  "table.days",
] as const;

/** What the bars of a group say, in numbers and words: the equal of the marks, which are too small to press. */
export function LedgerTable({ group, history, today, words }: LedgerTableProps) {
  const name = group.name ?? words.say("table.services");
  return (
    <details className="ledger-table border-t border-line">
      <summary className="ledger-note text-s text-ink-2">
        <Chevron />
        <span>
          {words.say("table.same")}
          <span className="sr-only">: {name}</span>
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className="table-scroll" aria-label={words.say("table.figures", { name })} tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              {COLUMNS.map((title) => (
                <th key={title} scope="col">
                  {words.say(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.components.map(({ slug, name, bars }) =>
              bars === null ? null : (
                <TableRow key={slug} name={name} bars={bars} dates={history.dates} today={today} words={words} />
              ),
            )}
          </tbody>
        </table>
      </section>
    </details>
  );
}

interface TableRowProps extends Pick<HistoryFrame, "dates">, Pick<LedgerTableProps, "today" | "words"> {
  name: string;
  bars: BarsView;
}

const TableRow = memo(
  function TableRow({ name, bars, dates, today, words }: TableRowProps) {
    const { uptime, known } = bars;
    return (
      <tr>
        <th scope="row">{name}</th>
        <td>{sayPercent(uptime.day, words)}</td>
        <td>{sayPercent(uptime.week, words)}</td>
        <td>{sayPercent(uptime.month, words)}</td>
        <td>{sayPercent(uptime.quarter, words)}</td>
        <td>{sayPercent(known, words)}</td>
        <td className="figures-days">{sayDays(bars, dates, today, words)}</td>
      </tr>
    );
  },
  (a, b) =>
    a.name === b.name &&
    a.today === b.today &&
    a.words === b.words &&
    areBarsAlike(a.bars, b.bars) &&
    a.bars.known === b.bars.known &&
    JSON.stringify(a.bars.uptime) === JSON.stringify(b.bars.uptime),
);

/** The days that stand out, newest first. */
function sayDays({ marks, days }: BarsView, dates: readonly string[], today: string, words: Words): string {
  const told = [...days].reverse().map((day) => {
    const date = dates[day.index] ?? "";
    return sayDay({ date, mark: marks[day.index] ?? "", day, isToday: date === today }, words);
  });
  const untold = [...marks].filter(isDisturbed).length - days.length;
  if (untold > 0) told.push(words.count("table.more", untold));
  return told.length === 0 ? words.say("table.none") : words.join(told, "semicolon");
}
