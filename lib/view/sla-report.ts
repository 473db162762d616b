import type { StateSeconds, Window } from "@/lib/domain/availability";
import { type ErrorBudget, judgePromise, makeErrorBudget, type PromiseState } from "@/lib/domain/error-budget";
import type { Weights } from "@/lib/domain/policy";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { describeFigures, FIGURE_COLUMNS, type Figures, listFigures } from "./availability-answer";
import { type Cell, renderCsv } from "./csv";
import { formatInstant } from "./instant";

/** One month of all components, beside what was promised. In the order of the page. */
export interface SlaReport {
  /** `YYYY-MM`. */
  month: string;
  timeZone: string;
  /** The whole month. */
  from: EpochMs;
  to: EpochMs;
  /** Until when it is counted: its end, or now. */
  until: EpochMs;
  isOver: boolean;
  /** Since when anything is known. */
  since: EpochMs;
  weights: Weights;
  rows: SlaRow[];
}

export interface SlaRow {
  slug: string;
  name: string;
  group: string | null;
  figures: Figures;
  /** In percent; null where nothing was promised. */
  target: number | null;
  budget: ErrorBudget | null;
  state: PromiseState | null;
}

export interface ReportInput extends Pick<SlaReport, "month" | "timeZone" | "since" | "weights"> {
  /** The whole month. */
  window: Window;
  at: EpochMs;
  components: readonly ReportedComponent[];
}

export interface ReportedComponent {
  slug: string;
  name: string;
  group: string | null;
  sla: number | null;
  /** From the month's beginning to its end, or to now. */
  seconds: StateSeconds;
}

/** Describes a month that has begun. */
export function describeReport({ window, at, components, ...frame }: ReportInput): SlaReport {
  const isOver = window.to <= at;
  const until = Math.min(window.to, at);
  const month = { isOver, seconds: (window.to - window.from) / SECOND_MS, weights: frame.weights };
  const rows = components.map((component) => describeRow(component, month));
  return { ...frame, ...window, until, isOver, rows };
}

interface MonthFacts {
  isOver: boolean;
  /** Of the whole month. */
  seconds: number;
  weights: Weights;
}

function describeRow({ slug, name, group, sla, seconds }: ReportedComponent, month: MonthFacts): SlaRow {
  const { weights, isOver } = month;
  const figures = describeFigures(seconds, weights);
  const budget = sla === null ? null : makeErrorBudget(sla, seconds, month.seconds, weights);
  const state = budget === null ? null : judgePromise(budget, seconds, isOver);
  return { slug, name, group, figures, target: sla, budget, state };
}

/** `/api/report`. */
export interface ReportAnswer {
  month: string;
  from: string;
  to: string;
  /** Until when seconds are counted. */
  counted_until: string;
  time_zone: string;
  components: ReportRow[];
}

export interface ReportRow extends Figures {
  slug: string;
  name: string;
  target_percent: number | null;
  error_budget_seconds: ErrorBudget | null;
  /** Null while it is open, when nothing is known, and where nothing was promised. */
  met: boolean | null;
}

/** The report for programs. */
export function answerReport({ month, from, to, until, timeZone, rows }: SlaReport): ReportAnswer {
  return {
    month,
    from: formatInstant(from),
    to: formatInstant(to),
    counted_until: formatInstant(until),
    time_zone: timeZone,
    components: rows.map(({ slug, name, figures, target, budget, state }) => ({
      slug,
      name,
      target_percent: target,
      met: state === "met" ? true : state === "missed" ? false : null,
      error_budget_seconds: budget,
      ...figures,
    })),
  };
}

/** The same as a table: a row per component. */
export function renderReportCsv({ month, components }: ReportAnswer): string {
  const promise = ["target_percent", "met", "allowed_seconds", "used_seconds", "left_seconds"];
  const rows = components.map(
    ({ slug, name, target_percent, met, error_budget_seconds: budget, ...figures }): Cell[] => {
      const spent = [budget?.allowed ?? null, budget?.used ?? null, budget?.left ?? null];
      return [slug, name, month, target_percent, met === null ? null : String(met), ...spent, ...listFigures(figures)];
    },
  );
  return renderCsv([["slug", "name", "month", ...promise, ...FIGURE_COLUMNS], ...rows]);
}
