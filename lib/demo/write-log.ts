import type { ObjectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import { type LogLine, nameState, writeAlert, writeNotification } from "./log-lines";
import { stateAt } from "./object-state";
import { writePeopleLines } from "./people-lines";
import { toSeconds } from "./seconds";
import type { Timeline } from "./timeline";
import { CHECKED_OBJECTS, midnightBefore, programStartAt } from "./world";

/** One whole day of the log, or its beginning: `[dayAt, until)`. `dayAt`: a midnight in UTC. */
export function writeDayLog(timeline: Timeline, dayAt: EpochMs, until: EpochMs): string {
  const head = dayAt > timeline.world.beginsAt ? writeRotation(timeline, dayAt) : "";
  return head + writeLogLines(timeline, dayAt, until);
}

/** The name that Nagios gives to the archive of a day: after the rotation that ends it (base/logging.c). */
export function nameArchive(dayAt: EpochMs): string {
  const [year, month, day] = new Date(dayAt + DAY_MS).toISOString().slice(0, 10).split("-");
  return `nagios-${month}-${day}-${year}-00.log`;
}

/** What Nagios logs in `[from, until)`, apart from rotations. */
export function writeLogLines(timeline: Timeline, from: EpochMs, until: EpochMs): string {
  const inside = (at: EpochMs) => from <= at && at < until;
  const lines: LogLine[] = [
    ...writeProgramLines(timeline).filter((line) => inside(line.at)),
    ...writePeopleLines(timeline, inside),
  ];
  for (const sent of timeline.notifications) {
    if (inside(sent.at)) lines.push(writeNotification(sent, lifeOf(timeline, sent.key).object));
  }
  for (const { object, changes } of timeline.lives.values()) {
    for (const change of changes.slice(1)) {
      if (inside(change.at)) lines.push(writeAlert(object, change));
    }
  }
  for (let at = midnightBefore(from) + HOUR_MS; at < until; at += HOUR_MS) {
    if (inside(at) && at > programStartAt(timeline.world))
      lines.push({ at, text: "Auto-save of retention data completed successfully." });
  }
  return formatLines(lines.sort((a, b) => a.at - b.at));
}

function lifeOf(timeline: Timeline, key: ObjectKey) {
  const life = timeline.lives.get(key);
  if (life === undefined) throw new Error(`the demo has no ${key}`);
  return life;
}

function formatLines(lines: readonly LogLine[]): string {
  return lines.map((line) => `[${toSeconds(line.at)}] ${line.text}\n`).join("");
}

/** What stands at the top of a new log: the state of everything at the end of the old one. */
function writeRotation(timeline: Timeline, at: EpochMs): string {
  const lines: LogLine[] = [
    { at, text: "LOG ROTATION: DAILY" },
    { at, text: "LOG VERSION: 2.0" },
  ];
  for (const { key, serviceDescription } of CHECKED_OBJECTS) {
    const { change, hard, output } = stateAt(timeline, key, at - 1);
    const isHost = serviceDescription === null;
    const state = `${nameState(isHost, change.state)};${hard ? "HARD" : "SOFT"};${change.attempt};${output.text}`;
    lines.push({ at, text: `CURRENT ${isHost ? "HOST" : "SERVICE"} STATE: ${key};${state}` });
  }
  return formatLines(lines);
}

function writeProgramLines(timeline: Timeline): LogLine[] {
  const at = programStartAt(timeline.world);
  const localTime = new Date(at).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, "$1 $3 $2 $5 UTC $4");
  return ["Nagios 4.4.6 starting... (PID=1234)", `Local time is ${localTime}`, "LOG VERSION: 2.0"].map((text) => ({
    at,
    text,
  }));
}
