import type { MetricSpec } from "@/lib/domain/metric";
import type { IncidentRules, Selection, StateMapping, Telling, Weights } from "@/lib/domain/policy";
import type { Language, Templates } from "@/lib/domain/words";
import type { Branding } from "./branding";

/** Everything the operator decided, checked and in the units of the program. Paths are absolute. */
export interface Config {
  nagios: NagiosPaths;
  /** What is put on show. */
  selection: Selection;
  /** Values of performance data that are put on show, in the order of the page. */
  metrics: readonly MetricSpec[];
  mapping: StateMapping;
  polling: {
    pollIntervalMs: number;
    stalenessThresholdMs: number;
    maxConsecutiveFailures: number;
    enableAutoRecovery: boolean;
    minRecoveryIntervalMs: number;
  };
  database: { path: string };
  backup: { folder: string; keepMs: number; keepDailyMs: number };
  api: {
    host: string;
    port: number;
    /** Origins without a slash at the end, or `*` alone. Empty: none. */
    corsOrigins: readonly string[];
    /** Null: nobody may write. */
    credentials: Credentials | null;
  };
  graph: {
    nagiosgraphUrl: string | null;
    signingSecret: string | null;
    defaultTtlMs: number;
    credentials: Credentials | null;
  };
  rss: {
    title: string;
    description: string;
    /** Address of the status page without a slash at its end; null when the operator gave none. */
    link: string | null;
    /** What the guids of items begin with, exactly as written: another text announces every old incident anew. */
    guidBase: string;
    maxItems: number;
  };
  incidents: {
    retentionMs: number;
    /** Shorter outages that no poll saw are no incidents. */
    minimumMs: number;
    rules: IncidentRules;
    /** Of components that say nothing else. */
    telling: Telling;
    templates: Templates;
  };
  history: { keepMs: number; keepSoftMs: number; weights: Weights };
  health: {
    pingUrl: string | null;
    publicDetails: boolean;
    token: string | null;
  };
  alerts: {
    /** Null: no e-mail. */
    email: { to: readonly string[]; from: string | null; smtp: SmtpServer } | null;
    webhook: { url: string; secret: string | null } | null;
  };
  process: { memoryLimitBytes: number | null };
  comments: { pullNagiosComments: boolean };
  public: {
    /** Whether Nagios' own names may be shown. Unless configured: true exactly when the selection is of objects. */
    objectNames: boolean;
    pluginOutput: boolean;
    /** Origins that may frame `/embed`, or `*`. */
    embedOrigins: readonly string[];
  };
  page: {
    name: string;
    /** IANA zone, accepted by `Intl`. */
    timeZone: string;
    /** Of automatic texts. */
    language: Language;
    branding: Branding;
  };
  logging: { format: "text" | "json"; level: "debug" | "info" | "warn" | "error"; filePath: string | null };
}

/** Where the operator said that Nagios' files are. Null: not said. */
export interface NagiosPaths {
  configPath: string | null;
  statusPath: string | null;
  objectCachePath: string | null;
  logPath: string | null;
  archivePath: string | null;
}

export interface SmtpServer {
  host: string;
  port: number;
  security: "opportunistic" | "starttls" | "tls" | "none";
  credentials: Credentials | null;
}

export interface Credentials {
  username: string;
  password: string;
}

/** One setting as it is in force. A secret is hidden. */
export interface AppliedSetting {
  /** `polling.interval_seconds`. */
  key: string;
  value: string;
  origin: "file" | "environment" | "default";
}

/** Where a fault stands. A file without a line is one that cannot be read at all. Lines and columns begin at 1. */
export type Place =
  | { kind: "file"; file: string; line: number | null; column: number | null }
  | { kind: "environment"; variable: string };

/** One thing that is wrong with the configuration. Never holds a secret. */
export interface ConfigFault {
  place: Place;
  /** `polling.interval_seconds`, `components[2].name`; empty for the file as a whole. */
  path: string;
  /** What stands there, as words that follow "found". */
  found: string;
  /** What may stand there, as words that follow "allowed is". */
  allowed: string;
  /** The nearest thing that would have been right, when there is one. */
  suggestion: string | null;
}
