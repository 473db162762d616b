import type { OperationEvent } from "@/lib/domain/operation";
import type { ReasonCode } from "@/lib/domain/reason";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import { formatSecond, hideSecrets } from "./operator-words";
import { linkRunbook, PART_WORDS } from "./runbook";

/** One thing that happened, or the same thing that happened again and again. */
export interface LogLine {
  /** Unique within the log. */
  id: string;
  at: EpochMs;
  /** "14:19:02", with its day when it was not today. */
  moment: string;
  kind: OperationEvent["kind"];
  /** "Recovery"; null where the message says it. */
  word: string | null;
  /** "Database". */
  part: string;
  message: string;
  code: ReasonCode | null;
  href: string | null;
  /** "12 times since 13:02:10"; null for once. */
  repeated: string | null;
}

export interface LogView {
  /** Newest first. */
  today: LogLine[];
  earlier: LogLine[];
  /** How many older lines are not shown. */
  hidden: number;
}

const KIND_WORDS = {
  failure: "Failed",
  over: "Over",
  recovery: "Recovery",
  restart: "Restart",
  restore: "Restored",
  backup: null,
  config: null,
  action: null,
} satisfies Record<OperationEvent["kind"], string | null>;

const MOST_LINES = 200;
/** The same again within this time is one line. */
const FOLD_MS = HOUR_MS;

interface Fold {
  newest: OperationEvent;
  firstAt: EpochMs;
  count: number;
}

/** The record of the service itself, newest first: the last 24 hours, and what was before. */
export function describeLog(events: readonly OperationEvent[], at: EpochMs, timeZone: string): LogView {
  const folds = foldEvents(events);
  const shown = folds.slice(0, MOST_LINES);
  const lines = shown.map((fold, index) => describeFold(fold, index, at, timeZone));
  return {
    today: lines.filter((line) => line.at > at - DAY_MS),
    earlier: lines.filter((line) => line.at <= at - DAY_MS),
    hidden: folds.length - shown.length,
  };
}

/** Folds what is alike and near in time, whatever lies between; newest first. */
function foldEvents(events: readonly OperationEvent[]): Fold[] {
  const folds: Fold[] = [];
  const last = new Map<string, Fold>();
  for (const event of [...events].sort((a, b) => a.at - b.at)) {
    const key = [event.kind, event.part, event.code ?? event.message].join(" ");
    const fold = last.get(key);
    if (fold !== undefined && event.at - fold.newest.at <= FOLD_MS) {
      fold.newest = event;
      fold.count += 1;
    } else {
      const begun = { newest: event, firstAt: event.at, count: 1 };
      last.set(key, begun);
      folds.push(begun);
    }
  }
  return folds.sort((a, b) => b.newest.at - a.newest.at);
}

function describeFold({ newest, firstAt, count }: Fold, index: number, at: EpochMs, timeZone: string): LogLine {
  const { kind, part, code, message } = newest;
  return {
    id: `${firstAt}-${index}`,
    at: newest.at,
    moment: formatSecond(newest.at, at, timeZone),
    kind,
    word: KIND_WORDS[kind],
    part: PART_WORDS[part],
    message: hideSecrets(message),
    code,
    href: code === null ? null : linkRunbook(code),
    repeated: count === 1 ? null : `${count} times since ${formatSecond(firstAt, at, timeZone)}`,
  };
}
