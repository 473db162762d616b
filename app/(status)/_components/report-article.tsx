import type { PromiseState } from "@/lib/domain/error-budget";
import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { monthOf } from "@/lib/domain/zone-days";
import { frameMonth } from "@/lib/view/month-view";
import { sayReportRow } from "@/lib/view/report-words";
import type { SlaReport, SlaRow } from "@/lib/view/sla-report";
import { formatLongZone } from "@/lib/view/wall-time";
import { sayWeights } from "@/lib/view/weight-words";
import type { Words } from "@/lib/view/words/speak";
import { Crumb } from "./crumb";
import { MonthLinks } from "./month-links";
import { PageHeading } from "./page-heading";
import { StateLabel } from "./state-label";

interface ReportProps {
  report: SlaReport;
  at: EpochMs;
  words: Words;
}

/** A month of all services: how available they were, and what is left of what was allowed. */
export function ReportArticle({ report, at, words }: ReportProps) {
  const { month, timeZone, since, weights, rows } = report;
  const hasTargets = rows.some(({ target }) => target !== null);
  const title = words.say("report.title", { month: words.dates.formatMonth(month) });
  const frame = frameMonth(month, monthOf(timeZone, since), monthOf(timeZone, at));
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb words={words} />
      <header className="mt-3 mb-8 sm:mb-12">
        <PageHeading title={title}>
          <p>{saySpan(report, at, words)}</p>
          {since > report.from && (
            <p>{words.say("report.before", { time: words.dates.formatMoment(since, timeZone) })}</p>
          )}
        </PageHeading>
        <p className="mt-2 print:hidden">
          <a className="inline-flex min-h-11 items-center text-accent" href={`/api/report?month=${month}&format=csv`}>
            {words.say("report.csv")}
          </a>
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className="case report-scroll" aria-label={title} tabIndex={0}>
        <table className="figures report">
          <thead>
            <tr>
              {listColumns(hasTargets).map((column) => (
                <th key={column} scope="col">
                  {words.say(`report.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          {listGroups(rows).map(([group, members]) => (
            <ReportGroup key={group ?? ""} group={group} rows={members} hasTargets={hasTargets} words={words} />
          ))}
        </table>
      </section>
      <p className="mt-4 max-w-[75ch] text-s text-ink-3">
        {sayWeights(weights, words)} {hasTargets && words.say("report.allowedNote")}
      </p>
      <div className="mt-6">
        <MonthLinks month={frame} hrefOf={(other) => words.href(`/report/${other}`)} words={words} />
      </div>
    </article>
  );
}

const PROMISE = ["promised", "result", "allowed", "down", "left"] as const;

function listColumns(hasTargets: boolean) {
  return ["service", "available", ...(hasTargets ? PROMISE : []), "known"] as const;
}

interface ReportGroupProps {
  group: string | null;
  rows: readonly SlaRow[];
  /** Whether anything was promised of any service. */
  hasTargets: boolean;
  words: Words;
}

function ReportGroup({ group, rows, hasTargets, words }: ReportGroupProps) {
  return (
    <tbody>
      {group !== null && (
        <tr>
          <th className="report-group" colSpan={listColumns(hasTargets).length} scope="colgroup">
            {group}
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <ReportRow key={row.slug} row={row} hasTargets={hasTargets} words={words} />
      ))}
    </tbody>
  );
}

interface ReportRowProps extends Pick<ReportGroupProps, "hasTargets" | "words"> {
  row: SlaRow;
}

function ReportRow({ row, hasTargets, words }: ReportRowProps) {
  const cells = sayReportRow(row, words);
  return (
    <tr>
      <th scope="row">
        <a className="decoration-transparent hover:decoration-current" href={words.href(`/components/${row.slug}`)}>
          {row.name}
        </a>
      </th>
      <td className="font-medium text-ink">{cells.uptime}</td>
      {hasTargets && (
        <>
          <td>{cells.target}</td>
          <td>
            <Result state={row.state} text={cells.state} />
          </td>
          <td>{cells.allowed}</td>
          <td>{cells.used}</td>
          <td>{cells.left}</td>
        </>
      )}
      <td>{cells.known}</td>
    </tr>
  );
}

const SIGNS = {
  met: "operational",
  missed: "major_outage",
  unknown: "unknown",
  open: null,
} satisfies Record<PromiseState, PublicState | null>;

function Result({ state, text }: { state: PromiseState | null; text: string }) {
  const sign = state === null ? null : SIGNS[state];
  return sign === null ? text : <StateLabel state={sign}>{text}</StateLabel>;
}

/** Groups in the order of the page. */
function listGroups(rows: readonly SlaRow[]): [string | null, SlaRow[]][] {
  const groups = new Map<string | null, SlaRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups];
}

function saySpan({ timeZone, until, isOver }: SlaReport, at: EpochMs, words: Words): string {
  const zone = formatLongZone(at, timeZone, words.locale);
  if (isOver) return words.say("report.whole", { zone });
  return words.say("report.upTo", { zone, time: words.dates.formatMoment(until, timeZone) });
}
