import { type StateSeconds, totalSeconds, type Window } from "@/lib/domain/availability";
import { type ErrorBudget, judgePromise, makeErrorBudget, type PromiseState } from "@/lib/domain/error-budget";
import type { Weights } from "@/lib/domain/policy";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { describeFigures, FIGURE_COLUMNS, type Figures, listFigures } from "./availability-answer";
import { sayPercent } from "./bar-words";
import { type Cell, renderCsv } from "./csv";
import { sayDuration } from "./duration-words";
import { formatMonth } from "./format-time";
import { showPercent } from "./history-view";
import { formatInstant } from "./instant";

/** One month of all components, beside what was promised. Worded, in the order of the page. */
export interface SlaReport {
  /** `YYYY-MM`, and in words. */
  month: string;
  title: string;
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
  words: {
    target: string;
    uptime: string;
    known: string;
    allowed: string;
    used: string;
    left: string;
    state: string;
  };
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
  return { ...frame, title: formatMonth(frame.month), ...window, until, isOver, rows };
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
  const isPartlyKnown = seconds.unknown > 0 && seconds.unknown < totalSeconds(seconds);
  const words = {
    target: sla === null ? "none" : `${sla}\u00a0%`,
    uptime: sayPercent(showPercent(figures.uptime_percent)),
    known: sayPercent(showPercent(figures.known_percent)),
    ...sayBudget(budget),
    state: state === null ? "nothing promised" : sayState(state, isPartlyKnown),
  };
  return { slug, name, group, figures, target: sla, budget, state, words };
}

function sayBudget(budget: ErrorBudget | null): Pick<SlaRow["words"], "allowed" | "used" | "left"> {
  if (budget === null) return { allowed: "–", used: "–", left: "–" };
  const say = (seconds: number) => sayDuration(seconds * SECOND_MS);
  const left = budget.left < 0 ? `overspent by ${say(-budget.left)}` : say(budget.left);
  return { allowed: say(budget.allowed), used: say(budget.used), left };
}

const STATE_WORDS = {
  met: "met",
  missed: "missed",
  open: "can still be met",
  unknown: "not known",
} satisfies Record<PromiseState, string>;

function sayState(state: PromiseState, isPartlyKnown: boolean): string {
  return state === "met" && isPartlyKnown ? "met in the time that is known" : STATE_WORDS[state];
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
