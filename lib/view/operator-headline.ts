import type { HealthReason } from "@/lib/domain/health";
import { sayDuration } from "./duration-words";
import { judgeFreshness } from "./judge";
import type { OperatorFacts } from "./operator-facts";
import { sayNumber } from "./operator-words";
import { RUNBOOK } from "./runbook";

/** Answers in two sentences whether the page is right, and whether it needs a person. */
export function sayHeadline(facts: OperatorFacts, needPerson: number, mending: number): string {
  return `${sayPage(facts)} ${sayPeople(needPerson, mending)}`;
}

function sayPage(facts: OperatorFacts): string {
  const { at } = facts;
  const { asOf, freshUntil } = facts.facts.data;
  if (asOf === null || freshUntil === null) return sayNothing(facts);
  const cause = findCause(facts.health.reasons);
  if (judgeFreshness(freshUntil, at) === "fresh") {
    const lasts = cause?.severity === "critical";
    return lasts ? `The page is still current, for another ${sayDuration(freshUntil - at)}.` : "The page is current.";
  }
  if (cause === null) return `The page is grey: its data is ${sayDuration(at - asOf)} old.`;
  if (cause.code === "source_stale") return `The page is grey: Nagios has not written for ${sayDuration(at - asOf)}.`;
  return `The page is grey: ${toClause(RUNBOOK[cause.code].title)}.`;
}

function sayNothing({ facts, health }: OperatorFacts): string {
  if (facts.boot?.kind === "failed") return "The page shows nothing: the service cannot start.";
  if (facts.boot?.kind === "pending") return "The page shows nothing yet: the service is starting.";
  const cause = findCause(health.reasons);
  return cause === null
    ? "The page shows nothing yet: Nagios has not been read."
    : `The page shows nothing: ${toClause(RUNBOOK[cause.code].title)}.`;
}

/** What keeps Nagios' data from the page. The age itself is the last thing to name: it is the effect. */
function findCause(reasons: readonly HealthReason[]): HealthReason | null {
  const parts = ["boot", "source", "poll"];
  const causes = reasons.filter(({ part, code }) => parts.includes(part) && code !== "scheduler_recovered");
  return causes.find(({ code }) => code !== "source_stale") ?? causes[0] ?? null;
}

/** A title within a sentence: names keep their capital. */
function toClause(title: string): string {
  return /^(Nagios|Vitrine)\b/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

function sayPeople(needPerson: number, mending: number): string {
  if (needPerson === 1) return "One thing needs a person.";
  if (needPerson > 1) {
    const number = sayNumber(needPerson);
    return `${number.charAt(0).toUpperCase()}${number.slice(1)} things need a person.`;
  }
  return mending > 0 ? "It mends itself; nothing needs a person." : "Nothing needs a person.";
}
