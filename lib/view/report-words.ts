import { type StateSeconds, totalSeconds } from "@/lib/domain/availability";
import type { PromiseState } from "@/lib/domain/error-budget";
import { SECOND_MS } from "@/lib/domain/time";
import { sayPercent, sayRoundPercent } from "./bar-words";
import { showPercent } from "./history-view";
import type { SlaRow } from "./sla-report";
import type { Words } from "./words/speak";

/** A row of the report as it is read. */
export interface ReportCells {
  target: string;
  uptime: string;
  known: string;
  allowed: string;
  used: string;
  left: string;
  state: string;
}

const NOTHING = "–";

/** Says a row of the report. Where nothing was promised, nothing is said of it. */
export function sayReportRow({ figures, target, budget, state }: SlaRow, words: Words): ReportCells {
  const span = (seconds: number) => words.duration(seconds * SECOND_MS);
  const sayLeft = (left: number) => (left < 0 ? words.say("report.overspent", { span: span(-left) }) : span(left));
  return {
    target: target === null ? NOTHING : sayRoundPercent(target, words),
    uptime: sayPercent(showPercent(figures.uptime_percent), words),
    known: sayPercent(showPercent(figures.known_percent), words),
    allowed: budget === null ? NOTHING : span(budget.allowed),
    used: budget === null ? NOTHING : span(budget.used),
    left: budget === null ? NOTHING : sayLeft(budget.left),
    state: state === null ? NOTHING : sayState(state, figures.seconds, words),
  };
}

function sayState(state: PromiseState, seconds: StateSeconds, words: Words): string {
  const isPartlyKnown = seconds.unknown > 0 && seconds.unknown < totalSeconds(seconds);
  return words.say(state === "met" && isPartlyKnown ? "promise.metPartly" : `promise.${state}`);
}
