import { sayDay, sayPercent } from "@/lib/view/bar-words";
import { isDisturbed } from "@/lib/view/history-view";
import type { JudgedComponent, JudgedGroup } from "@/lib/view/judge";
import type { BarsView, HistoryFrame } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Chevron } from "./chevron";
import { useTouched } from "./use-touched";

interface LedgerTableProps {
  group: JudgedGroup;
  history: HistoryFrame;
  /** `YYYY-MM-DD`. */
  today: string;
  /** Whether its rows are there before it is opened. */
  isWhole: boolean;
  /** Whether what it says is known yet. */
  isRefreshed: boolean;
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
export function LedgerTable({ isWhole, isRefreshed, ...props }: LedgerTableProps) {
  const { group, words } = props;
  const { wasTouched, fold } = useTouched();
  return (
    <details className={isWhole ? "ledger-more" : "ledger-more needs-script"} {...fold}>
      <summary className="ledger-note">
        <Chevron />
        <span>
          {words.say("table.same")}
          <span className="sr-only">{`: ${sayName(group, words)}`}</span>
        </span>
      </summary>
      {(isWhole || (wasTouched && isRefreshed)) && <Figures {...props} />}
    </details>
  );
}

function sayName({ name }: JudgedGroup, words: Words): string {
  return name ?? words.say("table.services");
}

function Figures({ group, history, today, words }: Omit<LedgerTableProps, "isWhole" | "isRefreshed">) {
  const label = words.say("table.figures", { name: sayName(group, words) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className="table-scroll" aria-label={label} tabIndex={0}>
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
          {group.components.map(
            ({ slug, name, bars }) =>
              bars && <TableRow key={slug} {...{ slug, name, bars, today, words }} dates={history.dates} />,
          )}
        </tbody>
      </table>
    </section>
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
