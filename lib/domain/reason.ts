/** The part of the service that a reason is about, in the order of the flow. */
export const PARTS = ["process", "boot", "config", "source", "poll", "store", "page", "alerts"] as const;
export type Part = (typeof PARTS)[number];

/** How bad a reason is while it lasts. A critical one makes the health critical. */
export type Severity = "degraded" | "critical";

/**
 * Every reason why the service is not healthy, with the part that it is about. The codes are public contract: health,
 * metrics, alerts, the log and the runbook name them. `store/store-error.ts` and `poller/careful-files.ts` answer them.
 */
export const REASON_PARTS = {
  process_restarted: "process",
  memory_high: "process",
  log_dropped: "process",

  boot_pending: "boot",
  boot_failed: "boot",
  config_invalid: "config",

  source_missing: "source",
  source_unreadable: "source",
  source_not_regular: "source",
  source_loop: "source",
  source_hanging: "source",
  source_changed: "source",
  source_empty: "source",
  source_too_large: "source",
  source_failed: "source",
  source_incomplete: "source",
  source_older: "source",
  source_stale: "source",
  clock_skew: "source",
  objects_stale: "source",
  log_missing: "source",
  log_unreadable: "source",
  log_gap: "source",

  poll_timeout: "poll",
  poll_failed: "poll",
  scheduler_silent: "poll",
  scheduler_stopped: "poll",
  scheduler_recovered: "poll",

  db_locked: "store",
  db_full: "store",
  db_corrupt: "store",
  db_readonly: "store",
  db_unreadable: "store",
  db_newer: "store",
  db_foreign: "store",
  db_empty: "store",
  db_lost: "store",
  db_io: "store",
  db_stalled: "store",
  db_in_use: "store",
  db_closed: "store",
  db_migration: "store",
  db_failed: "store",
  db_backlog: "store",
  db_restored: "store",
  db_damaged_rows: "store",
  wal_large: "store",
  journal_failed: "store",
  backup_old: "store",
  backup_failed: "store",

  page_stale: "page",
  alerts_failed: "alerts",
} as const satisfies Record<string, Part>;

export type ReasonCode = keyof typeof REASON_PARTS;

/** Whether a text is one of the codes; others are told as `poll_failed` or `db_failed`. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASON_PARTS, code);
}
