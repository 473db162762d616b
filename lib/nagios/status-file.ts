import type { InsideWords } from "@/lib/domain/inside-words";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { ObjectName } from "./object-name";
import type { ObjectTable } from "./object-table";
import type { Problem } from "./problem";

/** One complete status.dat. Field names are Nagios' in camelCase; its seconds are instants in milliseconds. */
export interface StatusFile {
  /** `info.created`: the instant for which everything in the file is true. */
  createdAt: EpochMs;
  /** Version of the program that wrote the file; empty when it does not say. */
  version: string;
  program: ProgramStatus | null;
  /** All hosts and services by their key. */
  objects: ObjectTable;
  /** Those of one kind, in the order of the file. Made when first asked for: large sites do better by key. */
  readonly hosts: readonly ObjectStatus[];
  readonly services: readonly ObjectStatus[];
  /** Their names in the order of the file. The same array as of the scan before when no name changed. */
  names: readonly ObjectName[];
  /** What the checks of the objects that were asked for measured. */
  measured: ReadonlyMap<ObjectKey, MeasuredStatus>;
  comments: readonly CommentEntry[];
  downtimes: readonly DowntimeEntry[];
  /** Contacts and authors, and values of custom variables where they were asked for. */
  inside: InsideWords;
  /** The first hundred blocks that were skipped or doubtful. */
  problems: readonly Problem[];
  problemCount: number;
}

/** What a block says of what its check measured. */
export interface MeasuredStatus {
  performanceData: string;
  /** In units of `interval_length`; null when the file does not say. */
  checkInterval: number | null;
}

/** Program-wide switches; true when the file does not say. */
export interface ProgramStatus {
  programStartAt: EpochMs | null;
  activeHostChecksEnabled: boolean;
  passiveHostChecksEnabled: boolean;
  activeServiceChecksEnabled: boolean;
  passiveServiceChecksEnabled: boolean;
}

/** What Nagios says of one host or service. Instants are null for "never". */
export interface ObjectStatus extends ObjectName {
  kind: "host" | "service";
  hasBeenChecked: boolean;
  /** Host: 0 up, 1 down, 2 unreachable. Service: 0 ok, 1 warning, 2 critical, 3 unknown. Null: cannot be told. */
  currentState: number | null;
  lastHardState: number | null;
  stateType: "soft" | "hard";
  /** 0 when there is no problem or the version writes none. */
  currentProblemId: number;
  currentAttempt: number;
  maxAttempts: number;
  lastStateChangeAt: EpochMs | null;
  lastHardStateChangeAt: EpochMs | null;
  /** `last_time_up` of a host, `last_time_ok` of a service. */
  lastTimeOkAt: EpochMs | null;
  lastCheckAt: EpochMs | null;
  nextCheckAt: EpochMs | null;
  /** In units of `interval_length`; null when the file does not say. */
  retryInterval: number | null;
  pluginOutput: string;
  problemHasBeenAcknowledged: boolean;
  scheduledDowntimeDepth: number;
  isFlapping: boolean;
  activeChecksEnabled: boolean;
  passiveChecksEnabled: boolean;
}

/** `hostcomment` or `servicecomment`. Private. */
export interface CommentEntry extends ObjectName {
  commentId: number;
  /** 1 user, 2 downtime, 3 flapping, 4 acknowledgement (include/comments.h). */
  entryType: number;
  entryAt: EpochMs | null;
  author: string;
  commentData: string;
}

/** `hostdowntime` or `servicedowntime`. Private. */
export interface DowntimeEntry extends ObjectName {
  downtimeId: number;
  entryAt: EpochMs | null;
  startAt: EpochMs | null;
  endAt: EpochMs | null;
  /** When a flexible downtime began to run. */
  flexStartAt: EpochMs | null;
  fixed: boolean;
  durationMs: number;
  /** Null when the version does not write it. */
  isInEffect: boolean | null;
  triggeredBy: number;
  author: string;
  comment: string;
}

export type StatusReading =
  | { kind: "complete"; status: StatusFile }
  | { kind: "incomplete"; reason: string; problems: readonly Problem[] };
