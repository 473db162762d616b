import type { CheckResult } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { ObjectEvent, ProgramEvent } from "./log-event";
import type { WantedNames } from "./log-names";

/** What a line is: an event; one that does not bear on history or is of no wanted object; not what it claims to be. */
export type LineReading =
  | ObjectEvent
  | Omit<ProgramEvent, "previousAt">
  | "other"
  | { kind: "problem"; message: string };

type Body = "alert" | "listed" | "downtime" | "flapping";

interface Head {
  prefix: string;
  isService: boolean;
  body: Body;
}

const SEMICOLON = 59;

const HEADS: readonly Head[] = ["SERVICE", "HOST"].flatMap((word) => {
  const isService = word === "SERVICE";
  return [
    { prefix: `CURRENT ${word} STATE: `, isService, body: "listed" },
    { prefix: `INITIAL ${word} STATE: `, isService, body: "listed" },
    { prefix: `${word} ALERT: `, isService, body: "alert" },
    { prefix: `${word} DOWNTIME ALERT: `, isService, body: "downtime" },
    { prefix: `${word} FLAPPING ALERT: `, isService, body: "flapping" },
  ] satisfies Head[];
});
/** By the code of the first letter. */
const HEADS_BY_LETTER = new Map(
  [..."CISH"].map((letter) => [letter.charCodeAt(0), HEADS.filter(({ prefix }) => prefix.startsWith(letter))]),
);

/** Nagios, Naemon and Icinga each say their own name (base/nagios.c, base/events.c, base/sighandlers.c). */
const PROGRAM = new RegExp(
  [
    "(?<rotated>LOG ROTATION: )",
    "(?<started>[^\\s:;]+ \\d\\S* starting\\.\\.\\. \\(PID=)",
    "(?<reloading>(?:Caught [^\\s,]+|PROGRAM_RESTART event encountered), restarting\\.\\.\\.)",
    "(?<stopping>(?:Caught [^\\s,]+|PROGRAM_SHUTDOWN event encountered), shutting down\\.\\.\\.|Bailing out )",
  ].join("|"),
  "y",
);

const HOST_RESULTS: readonly (readonly [word: string, result: CheckResult])[] = [
  ["UP;", "up"],
  ["DOWN;", "down"],
  ["UNREACHABLE;", "unreachable"],
];
const SERVICE_RESULTS: typeof HOST_RESULTS = [
  ["OK;", "ok"],
  ["WARNING;", "warning"],
  ["CRITICAL;", "critical"],
  ["UNKNOWN;", "unknown"],
];
const TYPE_CHARS = "HARD;".length;
const NEVER_CHECKED_CHARS = "1;(null)".length;

/** Reads what stands behind the time of a line, `text` from `from` to `end`. By place alone: output can imitate anything. */
export function readLine(text: string, from: number, end: number, at: EpochMs, wanted: WantedNames): LineReading {
  for (const head of HEADS_BY_LETTER.get(text.charCodeAt(from)) ?? []) {
    if (text.startsWith(head.prefix, from))
      return readObjectLine(head, text, from + head.prefix.length, end, at, wanted);
  }
  PROGRAM.lastIndex = from;
  const groups = PROGRAM.exec(text)?.groups;
  if (groups === undefined) return "other";
  const event = Object.keys(groups).find((name) => groups[name] !== undefined) as ProgramEvent["event"];
  return { kind: "program", at, event };
}

function readObjectLine(
  head: Head,
  text: string,
  from: number,
  end: number,
  at: EpochMs,
  wanted: WantedNames,
): LineReading {
  const hostEnd = findSemicolon(text, from, end);
  const nameEnd = head.isService && hostEnd !== end ? findSemicolon(text, hostEnd + 1, end) : hostEnd;
  if (nameEnd === end) return problem("ends within the name of its object");
  const key = wanted.find(text.slice(from, nameEnd));
  if (key === undefined) return "other";
  const named = { at, key };
  if (head.body === "alert" || head.body === "listed") {
    return readState(head.isService, head.body, text, nameEnd + 1, end, named);
  }
  const wordEnd = findSemicolon(text, nameEnd + 1, end);
  if (wordEnd === end) return problem("ends too early");
  const begins = text.startsWith("STARTED;", nameEnd + 1);
  return head.body === "downtime"
    ? { kind: "downtime", ...named, isIn: begins }
    : { kind: "flapping", ...named, isFlapping: begins };
}

/** `STATE;TYPE;ATTEMPT;OUTPUT`. Names hold no `;`, so that the number of fields is fixed and the last one is the rest. */
function readState(
  isService: boolean,
  origin: "alert" | "listed",
  text: string,
  from: number,
  end: number,
  named: Pick<ObjectEvent, "at" | "key">,
): LineReading {
  const found = (isService ? SERVICE_RESULTS : HOST_RESULTS).find(([word]) => text.startsWith(word, from));
  if (found === undefined) return problem("has no state that its object can have");
  const [word, result] = found;
  const typeAt = from + word.length;
  const isHard = text.startsWith("HARD;", typeAt);
  if (!isHard && !text.startsWith("SOFT;", typeAt)) return problem("says neither SOFT nor HARD");
  const attemptAt = typeAt + TYPE_CHARS;
  const attemptEnd = findSemicolon(text, attemptAt, end);
  if (attemptEnd >= end) return problem("ends too early");
  const isWell = result === "up" || result === "ok";
  const isPending = origin === "listed" && isWell && isNeverChecked(text, attemptAt, end);
  return { kind: "state", ...named, result: isPending ? "pending" : result, isHard, origin };
}

/** One that was checked always has an output: Nagios makes one up where there is none (base/checks.c). */
function isNeverChecked(text: string, attemptAt: number, end: number): boolean {
  const rest = end - attemptAt <= NEVER_CHECKED_CHARS ? text.slice(attemptAt, end) : "";
  return rest === "1;" || rest === "1;(null)";
}

/** The place of the next `;`, or the line's end. */
function findSemicolon(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) !== SEMICOLON) at += 1;
  return at;
}

function problem(message: string): LineReading {
  return { kind: "problem", message };
}
