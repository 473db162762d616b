import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { linkRunbook, RUNBOOK } from "./runbook";

interface AlertRule {
  name: string;
  expr: string;
  for: string;
  severity: "warning" | "critical";
  summary: string;
  description: string;
  /** Path on the instance; null where there is no instance. */
  runbook: string | null;
}

/** The name of a scrape job in whose instances the rules believe. */
const JOB = `job="vitrine"`;

/** What is over by itself, or what leaves time until tomorrow. */
const WARNINGS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "process_restarted",
  "memory_high",
  "log_dropped",
  "boot_pending",
  "config_invalid",
  "source_changed",
  "clock_skew",
  "objects_stale",
  "log_missing",
  "log_unreadable",
  "log_gap",
  "scheduler_recovered",
  "db_backlog",
  "db_restored",
  "db_damaged_rows",
  "wal_large",
  "journal_failed",
  "backup_old",
  "backup_failed",
  "alerts_failed",
]);

/** What is told for minutes only, and is news nevertheless. */
const EVENTS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "process_restarted",
  "scheduler_recovered",
  "db_restored",
  "db_damaged_rows",
]);

/** `source_stale` → `VitrineSourceStale`. */
export function nameAlert(code: ReasonCode): string {
  return `Vitrine${code.replace(/(?:^|_)([a-z])/g, (_whole, letter: string) => letter.toUpperCase())}`;
}

/** The file of alert rules that Prometheus reads: one rule for each reason, and some about the service as a whole. */
export function renderAlertRules(): string {
  const codes = Object.keys(REASON_PARTS) as ReasonCode[];
  return [HEAD, renderGroup("vitrine", WHOLE), renderGroup("vitrine-reasons", codes.map(describeReason))].join("");
}

const HEAD = `# Made from lib/view/alert-rules.ts. Do not edit: run UPDATE_DOCS=1 npx vitest run --project unit lib/view/alert-rules
#
# Alert rules for Prometheus. The scrape job must be called "vitrine": see docs/monitoring.md. The links go to the
# runbook of the instance itself; put your own address there when it is behind another one.
groups:
`;

function describeReason(code: ReasonCode): AlertRule {
  const { title, heals, person } = RUNBOOK[code];
  return {
    name: nameAlert(code),
    expr: `health_reason{${JOB},reason="${code}"} == 1`,
    for: EVENTS.has(code) ? "0m" : WARNINGS.has(code) ? "10m" : "5m",
    severity: WARNINGS.has(code) ? "warning" : "critical",
    summary: title,
    description: `Heals itself: ${heals} Left to a person: ${person}`,
    runbook: linkRunbook(code),
  };
}

const WHOLE: readonly AlertRule[] = [
  {
    name: "VitrineDown",
    expr: `up{${JOB}} == 0`,
    for: "2m",
    severity: "critical",
    summary: "The status page does not answer",
    description: "Prometheus gets no figures: the machine or the service is down, or the token is not accepted.",
    runbook: "/admin/runbook",
  },
  {
    name: "VitrineMissing",
    expr: `absent(page_is_fresh{${JOB}})`,
    for: "5m",
    severity: "critical",
    summary: "There are no figures of any status page",
    description: "No scrape job called vitrine delivers anything: see docs/monitoring.md.",
    runbook: null,
  },
  {
    name: "VitrineCritical",
    expr: `poller_health_status{${JOB},status="critical"} == 1`,
    for: "3m",
    severity: "critical",
    summary: "The status page is not well",
    description: "Its health is critical. The other alerts of this service say why.",
    runbook: "/admin/runbook",
  },
  {
    name: "VitrineNoGoodPoll",
    expr: `time() - poller_last_successful_poll_timestamp_seconds{${JOB}} > 1800`,
    for: "1m",
    severity: "critical",
    summary: "No poll has been good for half an hour",
    description: "The last good poll was {{ $value | humanizeDuration }} ago.",
    runbook: "/admin/runbook",
  },
  {
    name: "VitrineRestarts",
    expr: `increase(process_restarts_total{${JOB}}[30m]) > 3`,
    for: "0m",
    severity: "critical",
    summary: "The server is started again and again",
    description: "More than three restarts in half an hour: the log says with which exit code it ended.",
    runbook: linkRunbook("process_restarted"),
  },
  {
    name: "VitrineDiskFillsUp",
    expr: `predict_linear(database_free_bytes{${JOB}}[6h], 86400) < 0`,
    for: "1h",
    severity: "warning",
    summary: "The disk of the database will be full within a day",
    description: "At the pace of the last six hours. Without space nothing new can be kept.",
    runbook: linkRunbook("db_full"),
  },
  {
    name: "VitrineReadsHang",
    expr: `source_reads_hanging{${JOB}} > 0`,
    for: "15m",
    severity: "warning",
    summary: "Reads of Nagios' files do not come back",
    description: "{{ $value }} reads were given up and still hold a thread. Mend the mount that they wait for.",
    runbook: linkRunbook("source_hanging"),
  },
];

function renderGroup(name: string, rules: readonly AlertRule[]): string {
  return [`  - name: ${name}\n    rules:\n`, ...rules.map(renderRule)].join("");
}

/** JSON's texts are YAML's too; expressions hold no single quote. */
function renderRule(rule: AlertRule): string {
  const link = rule.runbook === null ? "" : `          runbook_url: "http://{{ $labels.instance }}${rule.runbook}"\n`;
  return `      - alert: ${rule.name}
        expr: '${rule.expr}'
        for: ${rule.for}
        labels:
          severity: ${rule.severity}
        annotations:
          summary: ${JSON.stringify(rule.summary)}
          description: ${JSON.stringify(rule.description)}
${link}`;
}
