import { sayDay, sayPercent } from "@/lib/view/bar-words";
import { isDisturbed } from "@/lib/view/history-view";
import type { JudgedComponent, JudgedGroup } from "@/lib/view/judge";
import type { BarsView, HistoryFrame } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Chevron } from "./chevron";
import { useOpened } from "./use-opened";

interface LedgerTableProps {
  group: JudgedGroup;
  history: HistoryFrame;
  /** `YYYY-MM-DD`. */
  today: string;
  /** Whether its rows are there before it is opened. */
  isWhole: boolean;
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
export function LedgerTable({ group, history, today, isWhole, words }: LedgerTableProps) {
  const { wasOpened, onToggle } = useOpened(isWhole);
  const name = group.name ?? words.say("table.services");
  return (
    <details className={`border-t border-line ${isWhole ? "" : "needs-script"}`} onToggle={onToggle}>
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
              bars === null || !wasOpened ? null : (
                <TableRow key={slug} {...{ slug, name, bars, today, words }} dates={history.dates} />
              ),
            )}
          </tbody>
        </table>
      </section>
    </details>
  );
}

interface TableRowProps extends Pick<JudgedComponent, "slug" | "name">, Pick<HistoryFrame, "dates"> {
  bars: BarsView;
  today: string;
  words: Words;
}

function TableRow({ slug, name, bars, dates, today, words }: TableRowProps) {
  const { uptime, known } = bars;
  return (
    <tr>
      <th scope="row">
        <a href={words.href(`/components/${slug}#days`)}>{name}</a>
      </th>
      {[uptime.day, uptime.week, uptime.month, uptime.quarter, known].map((share, column) => (
        <td key={COLUMNS[column + 1]}>{sayPercent(share, words)}</td>
      ))}
      <td className="figures-days">{sayDays(bars, dates, today, words)}</td>
    </tr>
  );
}

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
