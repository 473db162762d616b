import type { StoreFacts } from "@/lib/domain/health";
import { type FollowedLog, type SearchFacts, shareDone } from "@/lib/domain/history-facts";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import type { HealthAnswer } from "./health-answer";
import { formatInstant } from "./instant";
import type { OperatorFacts } from "./operator-facts";
import { formatSecond, groupDigits, hideSecrets, sayAge, sayBytes, sayCount, saySpan } from "./operator-words";

/** A fact with its name. */
export interface FactRow {
  label: string;
  value: string;
}

export interface SchedulerView {
  isRunning: boolean;
  rows: FactRow[];
  /** `scheduler_status` as `/api/health` tells it, as JSON. */
  json: string;
}

const NOT_KNOWN = "not known";

/** `scheduler_status` in full, in words and in the predecessor's names. */
export function describeScheduler(facts: OperatorFacts): SchedulerView {
  const { at, nextPollAt, deadlineMs, health, page } = facts;
  const { poller } = facts.facts;
  const status = toSchedulerStatus(facts);
  const when = (then: EpochMs | null, none: string) => (then === null ? none : formatSecond(then, at, page.timeZone));
  const rows: FactRow[] = [
    { label: "Next poll", value: nextPollAt === null ? NOT_KNOWN : sayNext(nextPollAt, at) },
    { label: "Polls in 24 hours", value: sayPolls(facts) },
    { label: "Interval", value: poller === null ? NOT_KNOWN : saySpan(poller.intervalMs) },
    { label: "Longest time for a poll", value: deadlineMs === null ? NOT_KNOWN : saySpan(deadlineMs) },
    { label: "Running", value: status.is_running ? "yes" : "no" },
    {
      label: "Failures in a row",
      value: `${status.consecutive_failures}, replaced at ${status.max_consecutive_failures}`,
    },
    { label: "Failures since the last good poll", value: String(poller?.failuresSinceGood ?? 0) },
    { label: "Replaced by itself", value: sayCount(status.recovery_attempts, "time") },
    { label: "Last replaced", value: when(poller?.lastRecoveryAt ?? null, "never") },
    { label: "Last poll ended", value: when(poller?.lastFinishedAt ?? null, "none yet") },
    { label: "Reads that hang", value: String(poller?.hangingReads ?? 0) },
    { label: "Changes that wait for the database", value: String(poller?.waitingBatches ?? 0) },
    { label: "Health", value: health.status },
  ];
  return { isRunning: status.is_running, rows, json: JSON.stringify(status, null, 2) };
}

function sayNext(nextAt: EpochMs, at: EpochMs): string {
  return nextAt > at ? `in ${sayAge(Math.max(1000, nextAt - at))}` : "now";
}

function sayPolls({ at, record }: OperatorFacts): string {
  const day = record.polls.filter((bucket) => bucket.at > at - DAY_MS);
  const failed = day.reduce((sum, bucket) => sum + bucket.failed, 0);
  return `${groupDigits(day.reduce((sum, { polls }) => sum + polls, 0))}, ${groupDigits(failed)} failed`;
}

function toSchedulerStatus({ facts: { poller }, health }: OperatorFacts): HealthAnswer["scheduler_status"] {
  const lastRecoveryAt = poller?.lastRecoveryAt ?? null;
  return {
    is_running: poller?.isRunning ?? false,
    scheduler_running: poller?.isRunning ?? false,
    consecutive_failures: poller?.consecutiveFailures ?? 0,
    max_consecutive_failures: poller?.maxConsecutiveFailures ?? 3,
    recovery_attempts: poller?.recoveryAttempts ?? 0,
    last_recovery_time: lastRecoveryAt === null ? null : formatInstant(lastRecoveryAt),
    health_status: health.status,
  };
}

/** The database as it is known without asking it. */
export function describeDatabase({ at, page, facts: { store } }: OperatorFacts): FactRow[] {
  if (store === null) return [{ label: "State", value: "not open" }];
  const size = (bytes: number | null) => (bytes === null ? NOT_KNOWN : sayBytes(bytes));
  const when = (then: EpochMs) => formatSecond(then, at, page.timeZone);
  return [
    { label: "State", value: store.trouble === null ? "works" : hideSecrets(store.trouble.message) },
    { label: "Size", value: size(store.databaseBytes) },
    { label: "Write-ahead log", value: size(store.walBytes) },
    { label: "Free on its disk", value: size(store.freeBytes) },
    { label: "Backups kept", value: String(store.backups.count) },
    { label: "Newest backup", value: sayBackup(store.backups, when) },
    { label: "Last restored", value: sayRestored(store.restored, when) },
  ];
}

function sayBackup({ lastAt, lastBytes }: StoreFacts["backups"], when: (at: EpochMs) => string): string {
  if (lastAt === null) return "none";
  return lastBytes === null ? when(lastAt) : `${when(lastAt)}, ${sayBytes(lastBytes)}`;
}

const RESTORED_FROM = {
  backup: "from a backup",
  salvage: "from what could still be read",
  open_file: "from the open file",
} satisfies Record<NonNullable<StoreFacts["restored"]>["from"], string>;

function sayRestored(restored: StoreFacts["restored"], when: (at: EpochMs) => string): string {
  if (restored === null) return "never";
  const { at, from, message, replayed } = restored;
  const changes = replayed > 0 ? `, ${sayCount(replayed, "change")} replayed` : "";
  return `${when(at)}, ${RESTORED_FROM[from]}${changes}. ${hideSecrets(message)}`;
}

/** What is read of Nagios, and what of it is on the page. */
export function describeContent(facts: OperatorFacts): FactRow[] {
  const { source, page } = facts;
  const shown = [
    { label: "On the page", value: sayCount(page.componentCount, "service") },
    { label: "Incidents that last", value: groupDigits(page.activeIncidentCount) },
  ];
  if (source === null) return [{ label: "Nagios", value: "not found yet" }, ...shown];
  const { hosts, services } = source.watched;
  return [
    { label: "Status file", value: source.statusPath },
    { label: "Object cache", value: source.objectCachePath ?? "not found" },
    { label: "Watched", value: `${sayCount(hosts, "host")}, ${sayCount(services, "service")}` },
    ...shown,
    ...describeHistory(facts),
  ];
}

/** Since when the history is, how far the log was read, and how the search of the past stands. */
function describeHistory({ at, page, history }: OperatorFacts): FactRow[] {
  if (history === null) return [];
  const { since, log, search } = history;
  const when = (then: EpochMs) => formatSecond(then, at, page.timeZone);
  return [
    { label: "History since", value: since === null ? "nothing is known yet" : when(since) },
    {
      label: "Log",
      value: log === null ? "not found: history is what polls see" : `${log.path}, ${sayFollowed(log, when)}`,
    },
    ...(search === null ? [] : [{ label: "Past", value: saySearch(search, when) }]),
  ];
}

function sayFollowed({ lineAt, behind }: FollowedLog, when: (at: EpochMs) => string): string {
  if (behind === null) return "not read";
  if (behind > MUCH_BEHIND) return `${sayBytes(behind)} to be read`;
  return lineAt === null ? "followed" : `last line ${when(lineAt)}`;
}

function saySearch(search: SearchFacts, when: (at: EpochMs) => string): string {
  const { isRunning, since, files, filesDone } = search;
  if (!isRunning) return `searched back to ${when(since)}, ${sayCount(filesDone, "file")}`;
  return `${Math.floor(100 * shareDone(search))} % searched, ${filesDone} of ${sayCount(files, "file")}`;
}

/** The end of a line that is just being written is no delay. */
const MUCH_BEHIND = 64 * 1024;

/** The server process. */
export function describeProcess({ at, page, process }: OperatorFacts): FactRow[] {
  const { startedAt, pid, rssBytes, memoryLimitBytes, restarts } = process;
  const limit = memoryLimitBytes === null ? "" : ` of ${sayBytes(memoryLimitBytes)}`;
  return [
    { label: "Started", value: formatSecond(startedAt, at, page.timeZone) },
    { label: "Running for", value: sayAge(at - startedAt) },
    { label: "Restarts", value: restarts === null ? "not supervised" : String(restarts) },
    { label: "Memory", value: `${sayBytes(rssBytes)}${limit}` },
    { label: "Process", value: String(pid) },
  ];
}
