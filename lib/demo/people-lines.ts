import type { EpochMs } from "@/lib/domain/time";
import type { LogLine } from "./log-lines";
import { nameState } from "./log-lines";
import { stateAt } from "./object-state";
import type { Acknowledged, Downtime, Flapping } from "./people";
import { toSeconds } from "./seconds";
import type { Timeline } from "./timeline";

/** What the log says of acknowledgements, downtimes and flapping at the instants that are asked for, in no order. */
export function writePeopleLines(timeline: Timeline, inside: (at: EpochMs) => boolean): LogLine[] {
  return [
    ...timeline.acknowledgements
      .filter((entry) => inside(entry.startAt))
      .flatMap((entry) => writeAcknowledgement(timeline, entry)),
    ...timeline.downtimes.flatMap(writeDowntime).filter((line) => inside(line.at)),
    ...timeline.flappings.flatMap(writeFlapping).filter((line) => inside(line.at)),
  ];
}

function describeKey(key: string): { isHost: boolean; type: string; short: string; word: string } {
  return key.includes(";")
    ? { isHost: false, type: "SERVICE", short: "SVC", word: "Service" }
    : { isHost: true, type: "HOST", short: "HOST", word: "Host" };
}

function writeAcknowledgement(timeline: Timeline, { key, startAt, author, text }: Acknowledged): LogLine[] {
  const { isHost, type, short } = describeKey(key);
  const { change, output } = stateAt(timeline, key, startAt);
  const notice = `ACKNOWLEDGEMENT (${nameState(isHost, change.state)});notify-oncall;${output.text};${author};${text}`;
  return [
    { at: startAt, text: `EXTERNAL COMMAND: ACKNOWLEDGE_${short}_PROBLEM;${key};2;1;0;${author};${text}` },
    { at: startAt, text: `${type} NOTIFICATION: oncall;${key};${notice}` },
  ];
}

function writeDowntime({ key, enteredAt, startAt, endAt, author, text }: Downtime): LogLine[] {
  const { type, short, word } = describeKey(key);
  const from = toSeconds(startAt);
  const to = toSeconds(endAt);
  const command = `SCHEDULE_${short}_DOWNTIME;${key};${from};${to};1;0;${to - from};${author};${text}`;
  return [
    { at: enteredAt, text: `EXTERNAL COMMAND: ${command}` },
    { at: startAt, text: `${type} DOWNTIME ALERT: ${key};STARTED; ${word} has entered a period of scheduled downtime` },
    {
      at: endAt,
      text: `${type} DOWNTIME ALERT: ${key};STOPPED; ${word} has exited from a period of scheduled downtime`,
    },
  ];
}

function writeFlapping({ key, startAt, endAt, percent }: Flapping): LogLine[] {
  const { type, word } = describeKey(key);
  const begun = `${word} appears to have started flapping (${percent.toFixed(1)}% change >= 20.0% threshold)`;
  const over = `${word} appears to have stopped flapping (4.6% change < 5.0% threshold)`;
  return [
    { at: startAt, text: `${type} FLAPPING ALERT: ${key};STARTED; ${begun}` },
    { at: endAt, text: `${type} FLAPPING ALERT: ${key};STOPPED; ${over}` },
  ];
}
