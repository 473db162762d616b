import type { HealthReason } from "@/lib/domain/health";
import type { Part, ReasonCode } from "@/lib/domain/reason";

/** Told although they are not critical. */
const TOLD_WHEN_DEGRADED: ReadonlySet<ReasonCode> = new Set([
  "db_restored",
  "backup_old",
  "scheduler_recovered",
  "process_restarted",
  "config_invalid",
  "page_stale",
]);

/** What has happened and is over at once: waiting until it has lasted would hide it. */
const HAPPENINGS: ReadonlySet<string> = new Set(["db_restored", "scheduler_recovered", "process_restarted"]);

/** Different codes of one cause, which come one after the other. */
const POLLS_FAIL: ReadonlySet<ReasonCode> = new Set([
  "poll_timeout",
  "poll_failed",
  "scheduler_silent",
  "scheduler_stopped",
]);

/** Whether the operator is told of a reason. Degraded reasons of the source are the first sign of old data. */
export function isTellable({ code, severity }: HealthReason): boolean {
  return severity === "critical" || TOLD_WHEN_DEGRADED.has(code) || code.startsWith("source_");
}

/** What a reason is about for a person: Nagios that stops is one matter, whatever codes it shows itself by. */
export function matterOf({ code, part }: HealthReason): string {
  if (part === "source" || part === "page") return "data_stale";
  return POLLS_FAIL.has(code) ? "polls_fail" : code;
}

/** The part that a matter is told under: the page is old because the source is. */
export function topicOf(part: Part): Part {
  return part === "page" ? "source" : part;
}

export function isHappening(matter: string): boolean {
  return HAPPENINGS.has(matter);
}
