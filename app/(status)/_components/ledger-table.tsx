import { memo } from "react";
import { areBarsAlike } from "@/lib/view/bar-marks";
import { sayDay, sayPercent } from "@/lib/view/bar-words";
import { isDisturbed } from "@/lib/view/history-view";
import type { JudgedGroup } from "@/lib/view/judge";
import type { BarsView, HistoryFrame } from "@/lib/view/page-view";
import { Chevron } from "./chevron";

interface LedgerTableProps {
  group: JudgedGroup;
  history: HistoryFrame;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** What the bars of a group say, in numbers and words: the equal of the marks, which are too small to press. */
export function LedgerTable({ group, history, today }: LedgerTableProps) {
  return (
    <details className="ledger-table border-t border-line">
      <summary className="ledger-note text-s text-ink-2">
        <Chevron />
        <span>
          The same figures as a table<span className="sr-only">: {group.name ?? "services"}</span>
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className="table-scroll" aria-label={`Figures: ${group.name ?? "services"}`} tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">24 hours</th>
              <th scope="col">7 days</th>
              <th scope="col">30 days</th>
              <th scope="col">90 days</th>
              <th scope="col">Known</th>
              <th scope="col">Days that stand out</th>
            </tr>
          </thead>
          <tbody>
            {group.components.map(({ slug, name, bars }) =>
              bars === null ? null : (
                <TableRow key={slug} name={name} bars={bars} dates={history.dates} today={today} />
              ),
            )}
          </tbody>
        </table>
      </section>
    </details>
  );
}

interface TableRowProps extends Pick<HistoryFrame, "dates">, Pick<LedgerTableProps, "today"> {
  name: string;
  bars: BarsView;
}

const TableRow = memo(
  function TableRow({ name, bars, dates, today }: TableRowProps) {
    const { uptime, known } = bars;
    return (
      <tr>
        <th scope="row">{name}</th>
        <td>{sayPercent(uptime.day)}</td>
        <td>{sayPercent(uptime.week)}</td>
        <td>{sayPercent(uptime.month)}</td>
        <td>{sayPercent(uptime.quarter)}</td>
        <td>{sayPercent(known)}</td>
        <td className="figures-days">{sayDays(bars, dates, today)}</td>
      </tr>
    );
  },
  (a, b) =>
    a.name === b.name &&
    a.today === b.today &&
    areBarsAlike(a.bars, b.bars) &&
    a.bars.known === b.bars.known &&
    JSON.stringify(a.bars.uptime) === JSON.stringify(b.bars.uptime),
);

/** The days that stand out, newest first. */
function sayDays({ marks, days }: BarsView, dates: readonly string[], today: string): string {
  const told = [...days].reverse().map((day) => {
    const date = dates[day.index] ?? "";
    return sayDay(date, marks[day.index] ?? "", day, date === today);
  });
  const untold = [...marks].filter(isDisturbed).length - days.length;
  if (untold > 0) told.push(`${untold} more`);
  return told.length === 0 ? "None" : told.join("; ");
}
