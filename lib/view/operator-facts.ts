import type { Health, HealthFacts } from "@/lib/domain/health";
import type { HistoryFacts } from "@/lib/domain/history-facts";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { OperationRecord, PollSample } from "@/lib/domain/operation";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";

/** One setting as it is in force. Secrets are hidden already. */
export interface AppliedSetting {
  /** `polling.interval_seconds`. */
  key: string;
  value: string;
  origin: "file" | "environment" | "default";
}

/** Everything that the operator may be shown, from memory: it is there while the database is not. */
export interface OperatorFacts {
  at: EpochMs;
  health: Health;
  facts: HealthFacts;
  page: {
    name: string;
    timeZone: string;
    demo: boolean;
    checkedAt: EpochMs | null;
    componentCount: number;
    activeIncidentCount: number;
    stalenessThresholdMs: number;
  };
  /** Where Nagios' files are; null until they were found. */
  source: {
    statusPath: string;
    objectCachePath: string | null;
    /** Size of the status file at the last reading. */
    bytes: number | null;
    watched: { hosts: number; services: number };
  } | null;
  /** The components on show. */
  components: readonly ComponentMembers[];
  /** What lasts and what ended in the last days, public or not. */
  incidents: readonly IncidentRecord[];
  maintenances: readonly Maintenance[];
  /** How the history is kept; null until the service runs. */
  history: HistoryFacts | null;
  /** The last polls one by one, oldest first: two hours at most. */
  recentPolls: readonly PollSample[];
  /** Up to 30 days, oldest first. The running five minutes are part of it. */
  record: OperationRecord;
  deadlineMs: number | null;
  nextPollAt: EpochMs | null;
  process: {
    startedAt: EpochMs;
    pid: number;
    rssBytes: number;
    memoryLimitBytes: number | null;
    /** How often the supervising parent had to start the server again; null without one. */
    restarts: number | null;
  };
  alerts: { channels: readonly ("email" | "webhook")[]; waiting: number; lastSentAt: EpochMs | null };
  versions: readonly { name: string; version: string }[];
  config: { path: string | null; settings: readonly AppliedSetting[] };
}
