import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Chance, createChance } from "@/lib/demo/chance";
import { nameState } from "@/lib/demo/log-lines";
import { nameArchive } from "@/lib/demo/write-log";
import { type ObjectKey, objectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS, SECOND_MS } from "@/lib/domain/time";
import { makeSite } from "./site-model";

export interface LogOptions {
  hosts: number;
  services: number;
  /** The same options make the same bytes. */
  seed: string;
  days: number;
  /** A midnight in UTC, where the log ends: the current log holds the whole day before it, the archives the rest. */
  endsAt: EpochMs;
  /** About how long a day's log is. What lists and alerts leave of it is filled with lines that say nothing of history. */
  bytesPerDay: number;
  /** Archives are packed, with `.gz` behind their names. */
  gzip?: boolean;
}

export interface LogFiles {
  logPath: string;
  archivePath: string;
  /** Unpacked. */
  bytes: number;
  /** In the order of the site: hosts, then services. */
  keys: ObjectKey[];
}

interface Logged {
  key: ObjectKey;
  isHost: boolean;
  state: number;
}

interface Line {
  at: EpochMs;
  text: string;
}

/** Problems a day for each object, and downtimes. */
const PROBLEMS = 0.05;
const DOWNTIMES = 0.002;
const NOISE_CHARS = 129;
const OUTPUTS = [
  "OK - load average: 0.31, 0.28, 0.25",
  "DISK OK - free space: / 18231 MB (71% inode=92%)",
  "HTTP OK: HTTP/1.1 200 OK - 4812 bytes in 0.094 second response time",
  "CRITICAL - Socket timeout after 10 seconds",
  "PING OK - Packet loss = 0%, RTA = 0.91 ms",
];

/** Writes the log and the daily archives of a large site into a folder, which is made when missing. */
export function generateLog(folder: string, options: LogOptions): LogFiles {
  const archivePath = join(folder, "archives");
  const logPath = join(folder, "nagios.log");
  mkdirSync(archivePath, { recursive: true });
  const objects = listObjects(options);
  let bytes = 0;
  for (let day = options.days; day >= 1; day -= 1) {
    const dayAt = options.endsAt - day * DAY_MS;
    const text = writeDay(objects, dayAt, options, day === options.days);
    bytes += text.length;
    if (day === 1) writeFileSync(logPath, text, "latin1");
    else if (options.gzip) writeFileSync(join(archivePath, `${nameArchive(dayAt)}.gz`), gzipSync(text, { level: 1 }));
    else writeFileSync(join(archivePath, nameArchive(dayAt)), text, "latin1");
  }
  return { logPath, archivePath, bytes, keys: objects.map(({ key }) => key) };
}

function listObjects({ hosts, services, seed, endsAt }: LogOptions): Logged[] {
  const site = makeSite({ hosts, services, seed, at: endsAt });
  return [
    ...site.hosts.map(({ name }) => ({ key: name, isHost: true, state: 0 })),
    ...site.hosts.flatMap(({ name, services: own }) =>
      own.map(({ description }) => ({ key: objectKey(name, description), isHost: false, state: 0 })),
    ),
  ];
}

/** One day of the log: what stands at its top, and then what happened, with noise between. */
function writeDay(objects: readonly Logged[], dayAt: EpochMs, options: LogOptions, isFirst: boolean): string {
  const chance = createChance(`${options.seed}/${dayAt}`);
  const head = isFirst ? writeStart(dayAt) : ["LOG ROTATION: DAILY", "LOG VERSION: 2.0"];
  const listed = head.concat(objects.map((object) => `CURRENT ${writeState(object, "HARD", 1, OUTPUTS[0])}`));
  const top = writeLines(listed.map((text) => ({ at: dayAt, text })));
  const events = makeEvents(objects, dayAt, chance).sort((a, b) => a.at - b.at);
  const count = Math.max(0, Math.round((options.bytesPerDay - top.length) / NOISE_CHARS - events.length));
  const lines: Line[] = [];
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const at = dayAt + Math.floor((index * DAY_MS) / count);
    for (let event = events[next]; event !== undefined && event.at <= at; event = events[next]) {
      lines.push(event);
      next += 1;
    }
    lines.push({ at, text: makeNoise(chance, chance.pick(objects), at) });
  }
  return top + writeLines(lines.concat(events.slice(next)));
}

function writeLines(lines: readonly Line[]): string {
  return lines.map(({ at, text }) => `[${Math.floor(at / SECOND_MS)}] ${text}\n`).join("");
}

function writeStart(at: EpochMs): string[] {
  return ["Nagios 4.4.6 starting... (PID=4711)", `Local time is ${new Date(at).toUTCString()}`, "LOG VERSION: 2.0"];
}

function writeState(
  { key, isHost, state }: Logged,
  type: string,
  attempt: number,
  output = "",
  word = "STATE",
): string {
  return `${isHost ? "HOST" : "SERVICE"} ${word}: ${key};${nameState(isHost, state)};${type};${attempt};${output}`;
}

/** Problems that begin and end within the day, soft at first, and downtimes of two hours. */
function makeEvents(objects: readonly Logged[], dayAt: EpochMs, chance: Chance): Line[] {
  return objects.flatMap((object) => {
    const draw = chance.next();
    const at = dayAt + chance.whole(60, 70_000) * SECOND_MS;
    if (draw < DOWNTIMES) return makeDowntime(object, at);
    return draw < PROBLEMS ? makeProblem(object, at, chance.whole(1, 200) * 60 * SECOND_MS) : [];
  });
}

function makeDowntime({ key, isHost }: Logged, at: EpochMs): Line[] {
  const [head, what] = isHost ? ["HOST", "Host"] : ["SERVICE", "Service"];
  const say = (text: string) => `${head} DOWNTIME ALERT: ${key};${text}`;
  return [
    { at, text: say(`STARTED; ${what} has entered a period of scheduled downtime`) },
    { at: at + 2 * HOUR_MS, text: say(`STOPPED; ${what} has exited from a period of scheduled downtime`) },
  ];
}

function makeProblem(object: Logged, at: EpochMs, lengthMs: number): Line[] {
  const bad = { ...object, state: object.isHost ? 1 : 2 };
  const minuteMs = 60 * SECOND_MS;
  const alert = (of: Logged, type: string, attempt: number, output = OUTPUTS[3]) =>
    writeState(of, type, attempt, output, "ALERT");
  return [
    { at, text: alert(bad, "SOFT", 1) },
    { at: at + minuteMs, text: alert(bad, "SOFT", 2) },
    { at: at + 2 * minuteMs, text: alert(bad, "HARD", 3) },
    { at: at + 2 * minuteMs + lengthMs, text: alert({ ...object, state: 0 }, "HARD", 3, OUTPUTS[0]) },
  ];
}

/** A line that says nothing about history, as most lines of a busy site do. */
function makeNoise(chance: Chance, { key, isHost, state }: Logged, at: EpochMs): string {
  const output = chance.pick(OUTPUTS);
  const kind = isHost ? "HOST" : "SERVICE";
  switch (chance.whole(0, 9)) {
    case 0:
      return `${kind} NOTIFICATION: oncall;${key};${nameState(isHost, state)};notify-oncall;${output}`;
    case 1:
      return `wproc: Core Worker ${chance.whole(4000, 9000)}: job ${chance.whole(1, 9999)} (pid=${chance.whole(1, 65535)}): read() returned error 11`;
    case 2:
      return `Warning: The results of ${kind.toLowerCase()} '${key}' are stale by 0d 0h 0m ${chance.whole(1, 59)}s. I'm forcing an immediate check.`;
    case 3:
    case 4:
    case 5:
      return `EXTERNAL COMMAND: PROCESS_${kind}_CHECK_RESULT;${key};0;${output}|time=0.094s;;;0.000`;
    case 6:
      return `EXTERNAL COMMAND: SCHEDULE_FORCED_${isHost ? "HOST" : "SVC"}_CHECK;${key};${Math.floor(at / SECOND_MS)}`;
    default:
      return `PASSIVE ${kind} CHECK: ${key};0;${output}`;
  }
}
