import type { Window } from "@/lib/domain/availability";
import type { ObjectSeconds } from "@/lib/domain/object-seconds";
import type { DifferenceReason, ObjectComparison, ReportSeconds } from "@/lib/domain/report-difference";
import { formatInstant } from "./instant";

/** What a report of Nagios' own leaves in or out. */
export interface ReportHabits {
  softStates: boolean;
  assumeRunning: boolean;
  assumeStates: boolean;
}

const REASONS = {
  skipped_recovery: "the report skips a soft recovery and counts the problem on",
  soft_states: "the report includes problems that Nagios had not confirmed",
  before_first_line: "before the object's first line the report takes it for well; we say that nothing is known",
  never_checked: "the object was not checked yet; the report takes it for well",
  not_running: "Nagios was stopped, and the report counts that apart",
  program_words: "the report takes words in a line about something else for a stop of Nagios",
  unknown_after_start: "from a start of Nagios to the object's next line the report knows nothing",
  downtime_unseen_end: "a downtime ended while Nagios was down; the report lets it go on",
  downtime_split: "the report divides overlapping downtimes wrongly, or leaves them out",
} as const satisfies Record<DifferenceReason, string>;

const VERDICTS = {
  equal: "equal",
  explained: "different, explained",
  unexplained: "different, NOT explained: do the logs reach back far enough, and is it the report's window?",
} as const satisfies Record<ObjectComparison["verdict"], string>;

/** A comparison in words: each object, then the counts. The names of objects are said: it is for the operator alone. */
export function describeComparison(
  { options, objects }: { options: ReportHabits; objects: readonly ObjectComparison[] },
  window: Window,
): string[] {
  return [
    `From ${formatInstant(window.from)} to ${formatInstant(window.to)}. ${describeHabits(options)}`,
    ...objects.flatMap(describeObject),
    "",
    ...describeSums(objects),
  ];
}

function describeHabits({ softStates, assumeRunning, assumeStates }: ReportHabits): string {
  const habits = [
    softStates ? "includes soft states" : "leaves soft states out",
    assumeRunning ? "lets states go on while Nagios does not run" : "counts apart when Nagios does not run",
    assumeStates ? "assumes states after a start" : "assumes no states after a start",
  ];
  return `The report ${habits.join(", ")}.`;
}

function describeObject({ key, verdict, ours, report, reasons }: ObjectComparison): string[] {
  const head = `${key.replace(";", " / ")}: ${VERDICTS[verdict]}`;
  if (verdict === "equal") return [`${head}  (${describeSeconds(ours)})`];
  const why = [...reasons].map(([reason, seconds]) => `  ${seconds} s: ${REASONS[reason]}`);
  return [head, `  ours    ${describeSeconds(ours)}`, `  report  ${describeSeconds(report)}`, ...why];
}

function describeSeconds(seconds: ObjectSeconds & Partial<ReportSeconds>): string {
  const parts = Object.entries(seconds.unscheduled).flatMap(([result, outside]) => {
    const inside = seconds.scheduled[result as keyof typeof seconds.scheduled];
    if (outside === 0 && inside === 0) return [];
    return [`${result} ${outside + inside} s${inside === 0 ? "" : ` (${inside} s of it in downtime)`}`];
  });
  if (seconds.noData !== 0) parts.push(`no data ${seconds.noData} s`);
  if (seconds.notRunning) parts.push(`not running ${seconds.notRunning} s`);
  return parts.join(", ");
}

function describeSums(objects: readonly ObjectComparison[]): string[] {
  const count = (verdict: ObjectComparison["verdict"]) => objects.filter((one) => one.verdict === verdict).length;
  const sums = Object.entries(REASONS).flatMap(([reason, words]) => {
    const found = objects.flatMap(({ reasons }) => reasons.get(reason as DifferenceReason) ?? []);
    return found.length === 0 ? [] : [`  ${sayObjects(found.length)}, ${found.reduce((a, b) => a + b, 0)} s: ${words}`];
  });
  const total = `${sayObjects(objects.length)}: ${count("equal")} equal, ${count("explained")} different and explained`;
  return [`${total}, ${count("unexplained")} not explained.`, ...sums];
}

function sayObjects(count: number): string {
  return count === 1 ? "1 object" : `${count} objects`;
}
