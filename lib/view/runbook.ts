import { PARTS, type Part, REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import type { RunbookEntry } from "./runbook-entry";
import { POLL_RUNBOOK, SERVICE_RUNBOOK } from "./runbook-service";
import { SOURCE_RUNBOOK } from "./runbook-source";
import { STORE_RUNBOOK } from "./runbook-store";

/** What is to be known of every reason code. A new code does not compile until it is written here. */
export const RUNBOOK: Readonly<Record<ReasonCode, RunbookEntry>> = {
  ...SERVICE_RUNBOOK,
  ...SOURCE_RUNBOOK,
  ...POLL_RUNBOOK,
  ...STORE_RUNBOOK,
} satisfies Record<ReasonCode, RunbookEntry>;

/** The parts of the service as the operator reads them. */
export const PART_WORDS = {
  process: "Process",
  boot: "Start",
  config: "Configuration",
  source: "Nagios and its files",
  poll: "Poll",
  store: "Database",
  page: "Page",
  alerts: "Alerts",
} satisfies Record<Part, string>;

/** Where a code stands in the runbook that the running service shows. */
export function linkRunbook(code: ReasonCode): string {
  return `/admin/runbook#${code}`;
}

/** The questions that each entry answers, in their order. */
export const RUNBOOK_QUESTIONS = [
  ["visitorSees", "What the visitor sees"],
  ["happened", "What happened"],
  ["heals", "What heals it"],
  ["person", "Left to a person"],
] as const satisfies readonly (readonly [keyof RunbookEntry, string])[];

/** The codes by the part that they are about, in the order of the flow. */
export function groupRunbook(): { part: Part; title: string; codes: ReasonCode[] }[] {
  const codes = Object.keys(REASON_PARTS) as ReasonCode[];
  return PARTS.map((part) => ({
    part,
    title: PART_WORDS[part],
    codes: codes.filter((code) => REASON_PARTS[code] === part),
  }));
}
