import type { CheckKind } from "./plugin-output";

const HOST_COMMAND = "check-host-alive";

/** The check_command of a kind of check, as both files name it. */
export function checkCommandOf(kind: CheckKind): string {
  return kind === "host" ? HOST_COMMAND : `check_${kind}`;
}

/** The definition of the command behind a kind of check. */
export function commandLineOf(kind: CheckKind): string {
  return kind === "host"
    ? "$USER1$/check_ping -H $HOSTADDRESS$ -w 3000,80% -c 5000,100%"
    : `$USER1$/check_${kind} -H $HOSTADDRESS$`;
}
