import type { HealthReason } from "@/lib/domain/health";
import type { Part, ReasonCode, Severity } from "@/lib/domain/reason";
import type { OperatorFacts } from "./operator-facts";
import { formatSecond, hideSecrets, sayAge } from "./operator-words";
import { linkRunbook, RUNBOOK } from "./runbook";

/** One reason as the operator reads it. */
export interface TroubleView {
  code: ReasonCode;
  severity: Severity;
  title: string;
  /** What is wrong here and now. */
  message: string;
  /** "Since 14:20:01, for 12 min"; null when it is not known. */
  since: string | null;
  /** What to do, or what heals it. */
  advice: string;
  href: string;
}

/** Parts the reasons into those that call for a person and those that need none, or none yet. Keeps their order. */
export function sortTroubles(facts: OperatorFacts): { needsPerson: TroubleView[]; mendsItself: TroubleView[] } {
  const reasons = facts.health.reasons.filter((reason) => !isToldByCause(reason, facts));
  const calls = reasons.filter((reason) => callsPerson(reason, facts));
  return {
    needsPerson: calls.map((reason) => describeTrouble(reason, facts, RUNBOOK[reason.code].person)),
    mendsItself: reasons
      .filter((reason) => !calls.includes(reason))
      .map((reason) => describeTrouble(reason, facts, RUNBOOK[reason.code].heals)),
  };
}

/** Parts whose troubles make the page grey. */
const CAUSES: readonly Part[] = ["boot", "source", "poll"];

/** A start that fails is told by what it fails for, and a grey page by what makes it grey, where that has a code. */
function isToldByCause({ code }: HealthReason, { health, facts: { boot } }: OperatorFacts): boolean {
  if (code === "page_stale") return health.reasons.some(({ part }) => CAUSES.includes(part));
  return code === "boot_failed" && boot?.kind === "failed" && boot.trouble.code !== code;
}

/** One whose begin is not known may be as old as the process. */
function callsPerson({ code, sinceAt }: HealthReason, { at, process }: OperatorFacts): boolean {
  const { personAfterMs } = RUNBOOK[code];
  return personAfterMs !== null && at - (sinceAt ?? process.startedAt) >= personAfterMs;
}

function describeTrouble(reason: HealthReason, { at, page }: OperatorFacts, advice: string): TroubleView {
  const { code, severity, message, sinceAt } = reason;
  return {
    code,
    severity,
    title: RUNBOOK[code].title,
    message: hideSecrets(message),
    since: sinceAt === null ? null : `Since ${formatSecond(sinceAt, at, page.timeZone)}, for ${sayAge(at - sinceAt)}`,
    advice,
    href: linkRunbook(code),
  };
}
