import type { PromiseState } from "@/lib/domain/error-budget";
import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { monthOf } from "@/lib/domain/zone-days";
import { formatLongZone, formatMoment } from "@/lib/view/format-time";
import { frameMonth } from "@/lib/view/month-view";
import type { SlaReport, SlaRow } from "@/lib/view/sla-report";
import { sayWeights } from "@/lib/view/weight-words";
import { Crumb } from "./crumb";
import { MonthLinks } from "./month-links";
import { PageHeading } from "./page-heading";
import { StateLabel } from "./state-label";

/** A month of all services: how available they were, and what is left of what was allowed. */
export function ReportArticle({ report, at }: { report: SlaReport; at: EpochMs }) {
  const { month, title, timeZone, since, weights, rows } = report;
  const hasTargets = rows.some(({ target }) => target !== null);
  const frame = frameMonth(month, monthOf(timeZone, since), monthOf(timeZone, at));
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb />
      <header className="mt-3 mb-8 sm:mb-12">
        <PageHeading title={`Availability, ${title}`}>
          <p>{saySpan(report, at)}</p>
        </PageHeading>
        <p className="mt-2 print:hidden">
          <a className="inline-flex min-h-11 items-center text-accent" href={`/api/report?month=${month}&format=csv`}>
            Download as CSV
          </a>
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className="case report-scroll" aria-label={`Availability, ${title}`} tabIndex={0}>
        <table className="figures report">
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Available</th>
              {hasTargets &&
                PROMISE.map((words) => (
                  <th key={words} scope="col">
                    {words}
                  </th>
                ))}
              <th scope="col">Known</th>
            </tr>
          </thead>
          {listGroups(rows).map(([group, members]) => (
            <ReportGroup key={group ?? ""} group={group} rows={members} hasTargets={hasTargets} />
          ))}
        </table>
      </section>
      <p className="mt-4 max-w-[75ch] text-s text-ink-3">
        {sayWeights(weights)}
        {hasTargets && " What is allowed is the part of the month that the promise leaves free."}
      </p>
      <div className="mt-6">
        <MonthLinks month={frame} hrefOf={(other) => `/report/${other}`} />
      </div>
    </article>
  );
}

const PROMISE = ["Promised", "Result", "Allowed down", "Down", "Left"];

interface ReportGroupProps {
  group: string | null;
  rows: readonly SlaRow[];
  /** Whether anything was promised of any service. */
  hasTargets: boolean;
}

function ReportGroup({ group, rows, hasTargets }: ReportGroupProps) {
  return (
    <tbody>
      {group !== null && (
        <tr>
          <th className="report-group" colSpan={hasTargets ? PROMISE.length + 3 : 3} scope="colgroup">
            {group}
          </th>
        </tr>
      )}
      {rows.map(({ slug, name, words, state, target }) => (
        <tr key={slug}>
          <th scope="row">
            <a className="decoration-transparent hover:decoration-current" href={`/components/${slug}`}>
              {name}
            </a>
          </th>
          <td className="font-medium text-ink">{words.uptime}</td>
          {hasTargets && (
            <>
              <td>{target === null ? "–" : words.target}</td>
              <td>{state === null ? "–" : <Result state={state} words={words.state} />}</td>
              <td>{words.allowed}</td>
              <td>{words.used}</td>
              <td>{words.left}</td>
            </>
          )}
          <td>{words.known}</td>
        </tr>
      ))}
    </tbody>
  );
}

const SIGNS = {
  met: "operational",
  missed: "major_outage",
  unknown: "unknown",
  open: null,
} satisfies Record<PromiseState, PublicState | null>;

function Result({ state, words }: { state: PromiseState; words: string }) {
  const sign = SIGNS[state];
  const text = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return sign === null ? text : <StateLabel state={sign}>{text}</StateLabel>;
}

/** Groups in the order of the page. */
function listGroups(rows: readonly SlaRow[]): [string | null, SlaRow[]][] {
  const groups = new Map<string | null, SlaRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups];
}

function saySpan({ timeZone, until, isOver, since, from }: SlaReport, at: EpochMs): string {
  const days = `Days are days in ${formatLongZone(at, timeZone)}.`;
  const known = since > from ? ` Nothing is known of the time before ${formatMoment(since, timeZone)}.` : "";
  return isOver
    ? `The whole month. ${days}${known}`
    : `Up to ${formatMoment(until, timeZone)}; the month goes on. ${days}${known}`;
}
