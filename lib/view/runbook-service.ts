import { AFTER_A_WHILE_MS, type RunbookEntry, SEES_KEPT, SEES_LAST_KNOWN, SEES_NOTHING } from "./runbook-entry";

/** The process, its start, its configuration, the page and the alerts. */
export const SERVICE_RUNBOOK = {
  process_restarted: {
    title: "The server was restarted",
    visitorSees: "At most a moment of the last published page, marked with its age.",
    happened:
      "The server process ended or stopped answering, and the process above it started it again: after a crash, after 15 seconds without a sign of life, or because it used too much memory. The message says which.",
    heals:
      "At once: the next server is up within about 2 seconds, later ones after a growing pause of at most 30 seconds. The reason is shown for 10 minutes.",
    person: "Nothing after one restart. When it comes back, report it with the lines of the log before the restart.",
    personAfterMs: null,
  },
  memory_high: {
    title: "The server uses much memory",
    visitorSees: SEES_NOTHING,
    happened:
      "The server is near its limit: `process.memory_limit_mb`, else 85 % of what the container or the machine has.",
    heals: "At the limit it finishes the requests that run and restarts in good order, before the kernel ends it.",
    person:
      "When it comes back, give it more memory or raise `process.memory_limit_mb`; see what else the machine runs.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  log_dropped: {
    title: "Lines of the log were lost",
    visitorSees: SEES_NOTHING,
    happened:
      "The log could not be written: its folder is gone, its disk is full, or nobody reads standard output. The service goes on without those lines.",
    heals: "When the log can be written again. What was lost stays lost.",
    person: "Look at the disk and the permissions of `logging.file`; `SIGHUP` opens the file anew.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  boot_pending: {
    title: "The service is starting",
    visitorSees: SEES_KEPT,
    happened: "The server runs, and the service behind it is being put together.",
    heals: "In a few seconds, with the first good poll.",
    person: "Nothing, unless it stays: then look at the log for what it waits for.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  boot_failed: {
    title: "The service cannot start",
    visitorSees: SEES_KEPT,
    happened:
      "Something that the service cannot do without is missing: a valid configuration, the database, its newest form. The message says what.",
    heals:
      "It is tried again after 5 seconds, then ever later, at most 60 seconds apart, and starts by itself as soon as the cause is gone.",
    person:
      "Mend what the message names. `vitrine doctor` checks everything that a start needs, and says how to mend it.",
    personAfterMs: 0,
  },
  config_invalid: {
    title: "The configuration is not valid",
    visitorSees:
      "The page as before the change; after a restart, the last page that was published, until it is too old.",
    happened:
      "The configuration has a fault. While the service runs, the configuration before the change stays in force; at a start there is none, and the service waits for a valid one.",
    heals: "A valid file is taken over within seconds, or at once by `SIGHUP`.",
    person: "Correct the line that the message names.",
    personAfterMs: 0,
  },
  page_stale: {
    title: "The page is grey",
    visitorSees:
      "Everything is unknown, with “We cannot confirm the status right now”, the age of the data and the last known states.",
    happened:
      "Nagios' data is older than `polling.staleness_threshold_seconds`, so that nobody may call it current. Another reason beside this one says why.",
    heals: "With the first reading of newer data.",
    person: "Go by the other reason.",
    personAfterMs: null,
  },
  alerts_failed: {
    title: "Alerts cannot be delivered",
    visitorSees: SEES_NOTHING,
    happened: "The mail server or the webhook did not take an alert. Alerts wait in order and none is lost.",
    heals: "Each is tried again, ever later, for a day. A way that fails does not hold up the other.",
    person: "Look at what the message names: the address, the password, the mail server's own log.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
} satisfies Record<string, RunbookEntry>;

/** The poller and its scheduler. */
export const POLL_RUNBOOK = {
  poll_timeout: {
    title: "A poll took too long",
    visitorSees: SEES_LAST_KNOWN,
    happened:
      "A poll had not ended at its deadline (the interval, but 15 to 60 seconds) and was given up. Its late result is dropped.",
    heals: "At the next poll. After as many failures in a row as are allowed, the scheduler is replaced.",
    person:
      "When it goes on, see whether the machine or its disk is overloaded, or `nagios.status_dat_path` on a slow mount.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  poll_failed: {
    title: "A poll failed",
    visitorSees: SEES_LAST_KNOWN,
    happened: "A fault inside Vitrine ended the poll; the message is the fault's own.",
    heals: "Perhaps: each poll begins anew.",
    person: "Report it, with the log.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  scheduler_silent: {
    title: "No poll has ended for too long",
    visitorSees: SEES_LAST_KNOWN,
    happened:
      "For two intervals no poll has ended and none was at work within its deadline: the timer is dead, or a task hangs.",
    heals:
      "The watchdog replaces the scheduler and polls at once. What the old one still answers is dropped. When that fails three times within a quarter of an hour, the process restarts.",
    person: "“Restart scheduler” on the dashboard, then a restart of the service, and a report with the log.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  scheduler_stopped: {
    title: "The poller does not run",
    visitorSees: SEES_LAST_KNOWN,
    happened: "Nothing is read of Nagios: the poller was not started, or the service is on its way out.",
    heals: "With the next start, which follows by itself unless the service is being stopped.",
    person: "“Restart scheduler” on the dashboard; else restart the service.",
    personAfterMs: 2 * 60_000,
  },
  scheduler_recovered: {
    title: "The scheduler was replaced",
    visitorSees: SEES_NOTHING,
    happened:
      "After as many failures in a row as `polling.max_consecutive_failures` allows, or because no poll ended, the scheduler was replaced. It has to prove itself yet.",
    heals:
      "It is proven by two good polls. For causes outside Vitrine a replacement is at least `polling.min_recovery_interval_seconds` after the one before.",
    person: "Nothing. When it comes back, the reason before it is the one to mend.",
    personAfterMs: null,
  },
} satisfies Record<string, RunbookEntry>;
