import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { adviseOn } from "./advice";
import type { PageIdentity } from "./alert-config";
import type { AlertMessage, AlertReason } from "./episodes";
import { sayInstant, saySpan } from "./say-time";

/** The headline of what is wrong, by its leading reason. */
const HEADLINES: Partial<Record<ReasonCode, string>> = {
  boot_failed: "The service cannot start",
  config_invalid: "The changed configuration is not valid",
  process_restarted: "The server was restarted",
  poll_timeout: "Polls take too long",
  poll_failed: "Polls fail",
  scheduler_silent: "Polls have stopped",
  scheduler_stopped: "Polls have stopped",
  scheduler_recovered: "The poller has recovered",
  db_locked: "The database is locked",
  db_full: "The disk of the database is full",
  db_corrupt: "The database is damaged",
  db_readonly: "The database cannot be written",
  db_lost: "The database is gone",
  db_io: "The disk of the database fails",
  db_stalled: "The database does not answer",
  db_restored: "The database was restored",
  backup_old: "The last backup is old",
  memory_high: "Memory is short",
};

export interface WordedAlert {
  subject: string;
  /** Plain text, lines of 78 characters at most where words allow. */
  text: string;
}

/** Words a message for a person. Deterministic: every try sends the same bytes. */
export function wordAlert(message: AlertMessage, page: PageIdentity): WordedAlert {
  const state = message.kind === "over" ? "over" : message.severity;
  const headline = nameMatter(message);
  return {
    subject: cleanLine(`[Vitrine ${page.name}] ${state}: ${headline}`, 150),
    text: [headLine(message, headline), ...message.reasons.map((r) => sayReason(r, message, page)), foot(message, page)]
      .join("\n\n")
      .concat("\n"),
  };
}

/** "Nagios' data is old", by the reason that leads. */
export function nameMatter({ topic, reasons }: AlertMessage): string {
  if (topic === "source") return "Nagios' data is old";
  const leading = reasons.find(({ severity }) => severity === "critical") ?? reasons[0];
  if (leading === undefined) return "The service is not well";
  return HEADLINES[leading.code] ?? `Trouble with the ${WORDS_OF_PART[REASON_PARTS[leading.code]]}`;
}

const WORDS_OF_PART = {
  process: "server",
  boot: "start of the service",
  config: "configuration",
  source: "files of Nagios",
  poll: "polls",
  store: "database",
  page: "page",
  alerts: "alerts",
} as const;

function headLine(message: AlertMessage, headline: string): string {
  if (message.endedAt === null) return `${headline}, since ${sayInstant(message.sinceAt)}.`;
  const lasted = saySpan(message.endedAt - message.sinceAt);
  return wrap(
    `It is over: ${lowerFirst(headline)}. It lasted ${lasted}, from ${sayInstant(message.sinceAt)} to ${sayInstant(message.endedAt)}.`,
  );
}

function sayReason(reason: AlertReason, message: AlertMessage, page: PageIdentity): string {
  const what = wrap(`${reason.code} (${reason.severity}): ${cleanLine(reason.message, 600)}`);
  if (message.kind === "over") return what;
  const advice = adviseOn(reason.code, REASON_PARTS[reason.code]);
  const since = reason.sinceAt === null ? [] : [`Since: ${sayInstant(reason.sinceAt)}.`];
  const link = page.publicUrl === null ? [] : [`Runbook: ${linkRunbook(page.publicUrl, reason.code)}`];
  const lines = [
    ...since,
    `What visitors see: ${advice.visitorSees}`,
    `What heals it: ${advice.heals}`,
    `What is left to you: ${advice.person}`,
  ];
  return [what, ...[...lines, ...link].map((line) => wrap(line))].join("\n");
}

/** Where the runbook says more about a code. */
export function linkRunbook(publicUrl: string, code: ReasonCode): string {
  return `${publicUrl}/admin/runbook#${code}`;
}

function foot({ kind, at }: AlertMessage, { name, publicUrl }: PageIdentity): string {
  const next = kind === "over" ? "" : " You hear of it again when it is over.";
  const where = publicUrl === null ? "" : `\nHealth: ${publicUrl}/admin`;
  return `${wrap(`Said by the status page "${cleanLine(name, 100)}" at ${sayInstant(at)}.${next}`)}${where}`;
}

/** One line without control characters, cut where it is too long. */
function cleanLine(text: string, maxLength: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  // By code points: half of a pair would be no text.
  return line.length <= maxLength ? line : `${[...line.slice(0, 2 * maxLength)].slice(0, maxLength - 1).join("")}…`;
}

function lowerFirst(text: string): string {
  return text.startsWith("Nagios") ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

const LINE_LENGTH = 78;

function wrap(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > LINE_LENGTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}
