import type { EpochMs } from "@/lib/domain/time";
import type { Notification } from "./notifications";
import { outputAt } from "./object-state";
import type { NumberedChange } from "./timeline";
import type { Checked } from "./world";

export interface LogLine {
  at: EpochMs;
  text: string;
}

const HOST_STATES = ["UP", "DOWN", "UNREACHABLE"] as const;
const SERVICE_STATES = ["OK", "WARNING", "CRITICAL", "UNKNOWN"] as const;

/** The word of the log for a state. */
export function nameState(isHost: boolean, state: number): string {
  return (isHost ? HOST_STATES[state] : SERVICE_STATES[state]) ?? "UNKNOWN";
}

function nameType(isHost: boolean): string {
  return isHost ? "HOST" : "SERVICE";
}

/** `SERVICE ALERT: host;service;CRITICAL;SOFT;1;output` */
export function writeAlert(object: Checked, change: NumberedChange): LogLine {
  const isHost = object.serviceDescription === null;
  const result = `${nameState(isHost, change.state)};${change.hard ? "HARD" : "SOFT"};${change.loggedAttempt}`;
  const text = `${nameType(isHost)} ALERT: ${object.key};${result};${outputAt(object, change, change.at).text}`;
  return { at: change.at, text };
}

/** `SERVICE NOTIFICATION: contact;host;service;CRITICAL;command;output` */
export function writeNotification({ at, change }: Notification, object: Checked): LogLine {
  const isHost = object.serviceDescription === null;
  const output = outputAt(object, change, at).text;
  const text = `${nameType(isHost)} NOTIFICATION: oncall;${object.key};${nameState(isHost, change.state)};notify-oncall;${output}`;
  return { at, text };
}
