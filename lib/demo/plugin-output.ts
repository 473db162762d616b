/** What a check looks at; decides the words that its plugin prints. */
export type CheckKind =
  | "host"
  | "ping"
  | "https"
  | "certificate"
  | "disk"
  | "load"
  | "application"
  | "database"
  | "lag"
  | "smtp"
  | "queue"
  | "age"
  | "raid"
  | "interface"
  | "tunnels"
  | "wifi"
  | "terminal"
  | "signal";

export interface PluginOutput {
  text: string;
  performanceData: string;
}

/** Prints what the usual plugin would for a state (0 to 3); `noise` from 0 to 1 moves the measured figures. */
type Printer = (state: number, noise: number) => PluginOutput;

const WORDS = ["OK", "WARNING", "CRITICAL", "UNKNOWN"] as const;

function wordOf(state: number): string {
  return WORDS[state] ?? "UNKNOWN";
}

/** Picks the figure of a state: between `low` and `high` of its range. */
function measure(state: number, noise: number, ranges: readonly (readonly [number, number])[]): number {
  const [low, high] = ranges[state] ?? ranges[0] ?? [0, 0];
  return low + noise * (high - low);
}

function printPing(state: number, noise: number): PluginOutput {
  if (state >= 2)
    return {
      text: "PING CRITICAL - Packet loss = 100%",
      performanceData: "rta=3000.000000ms;300.000000;500.000000;0.000000 pl=100%;20;60;0",
    };
  const loss = state === 0 ? 0 : 28;
  const rta = measure(state, noise, [
    [0.4, 9],
    [310, 420],
  ]);
  return {
    text: `PING ${wordOf(state)} - Packet loss = ${loss}%, RTA = ${rta.toFixed(2)} ms`,
    performanceData: `rta=${rta.toFixed(6)}ms;300.000000;500.000000;0.000000 pl=${loss}%;20;60;0`,
  };
}

function printHttp(state: number, noise: number): PluginOutput {
  if (state === 2) return { text: "CRITICAL - Socket timeout after 10 seconds", performanceData: "" };
  const seconds = measure(state, noise, [
    [0.04, 0.4],
    [3.1, 6.8],
  ]).toFixed(3);
  const bytes = 18_000 + Math.floor(noise * 900);
  return {
    text: `HTTP ${wordOf(state)}: HTTP/1.1 200 OK - ${bytes} bytes in ${seconds} second response time`,
    performanceData: `time=${seconds}000s;3.000000;8.000000;0.000000;10.000000 size=${bytes}B;;;0`,
  };
}

function printApplication(state: number, noise: number): PluginOutput {
  if (state === 2)
    return {
      text: "HTTP CRITICAL: HTTP/1.1 503 Service Unavailable - 312 bytes in 0.104 second response time",
      performanceData: "time=0.104000s;3.000000;8.000000;0.000000;10.000000",
    };
  if (state === 3) return { text: "UNKNOWN - the probe did not answer", performanceData: "" };
  const ms = Math.round(
    measure(state, noise, [
      [60, 380],
      [3200, 5200],
    ]),
  );
  return { text: `TRANSACTION ${wordOf(state)} - 5 steps in ${ms} ms`, performanceData: `time=${ms}ms;3000;8000;0` };
}

/** A printer for one figure with a unit. */
function printFigure(
  name: string,
  label: string,
  unit: string,
  ranges: readonly (readonly [number, number])[],
  limits: string,
): Printer {
  return (state, noise) => {
    if (state === 3) return { text: `${name} UNKNOWN - no answer from the agent`, performanceData: "" };
    const value = Math.round(measure(state, noise, ranges));
    return {
      text: `${name} ${wordOf(state)} - ${label.replace("%d", String(value))}`,
      performanceData: `value=${value}${unit};${limits};0`,
    };
  };
}

const PRINTERS: Record<CheckKind, Printer> = {
  host: (state, noise) =>
    state === 0
      ? printPing(0, noise)
      : { text: "CRITICAL - rta nan, lost 100%", performanceData: "rta=nan pl=100%;80;100;0" },
  ping: printPing,
  https: printHttp,
  application: printApplication,
  certificate: printFigure(
    "SSL",
    "certificate will expire in %d days",
    "d",
    [
      [40, 80],
      [9, 13],
      [0, 2],
    ],
    "14;3",
  ),
  disk: printFigure(
    "DISK",
    "free space: / %d% (inode=91%):",
    "%",
    [
      [48, 53],
      [11, 14],
      [1, 4],
    ],
    "15;5",
  ),
  load: printFigure(
    "LOAD",
    "load average: %d of 16 cores busy",
    "",
    [
      [1, 6],
      [17, 22],
      [34, 60],
    ],
    "16;32",
  ),
  database: printFigure(
    "POSTGRES_BACKENDS",
    "%d of 200 connections",
    "",
    [
      [18, 60],
      [165, 184],
      [197, 200],
    ],
    "160;190",
  ),
  lag: printFigure(
    "REPLICATION",
    "standby is %d s behind",
    "s",
    [
      [0, 3],
      [70, 240],
      [900, 1800],
    ],
    "60;600",
  ),
  smtp: printFigure(
    "SMTP",
    "%d ms response time",
    "ms",
    [
      [4, 40],
      [5200, 7900],
      [10_000, 10_000],
    ],
    "5000;9000",
  ),
  queue: printFigure(
    "MAILQ",
    "%d messages waiting",
    "",
    [
      [0, 14],
      [240, 460],
      [1100, 1900],
    ],
    "200;1000",
  ),
  age: printFigure(
    "FILE_AGE",
    "newest file is %d minutes old",
    "min",
    [
      [3, 50],
      [190, 320],
      [800, 1500],
    ],
    "180;720",
  ),
  raid: printFigure(
    "RAID",
    "md0 active, %d of 4 disks in sync",
    "",
    [
      [4, 4],
      [3, 3],
      [2, 2],
    ],
    "3;2",
  ),
  interface: printFigure(
    "IFOPERSTATUS",
    "Gi0/1 {uplink}: %d% used",
    "%",
    [
      [4, 36],
      [84, 93],
      [0, 0],
    ],
    "80;95",
  ),
  tunnels: printFigure(
    "IPSEC",
    "%d of 4 tunnels up",
    "",
    [
      [4, 4],
      [3, 3],
      [0, 1],
    ],
    "3;1",
  ),
  wifi: printFigure(
    "WLC",
    "%d access points online",
    "",
    [
      [6, 6],
      [4, 5],
      [0, 0],
    ],
    "5;1",
  ),
  terminal: printFigure(
    "TERMINAL",
    "last heartbeat %d s ago",
    "s",
    [
      [1, 20],
      [95, 170],
      [420, 900],
    ],
    "90;300",
  ),
  signal: printFigure(
    "LTE",
    "signal strength -%d dBm",
    "dBm",
    [
      [62, 84],
      [102, 108],
      [118, 124],
    ],
    "100;115",
  ),
};

/**
 * What the plugin of a check prints: one line of text and its performance data, as Nagios stores them
 * (no line break, no `;` in the text). `state` is the service state 0 to 3; for a host 0 is up.
 */
export function printOutput(kind: CheckKind, state: number, noise: number): PluginOutput {
  return PRINTERS[kind](state, noise);
}

/** What a service's plugin prints when its host does not answer. */
export const HOST_GONE_OUTPUT: PluginOutput = {
  text: "CRITICAL - Socket timeout after 10 seconds",
  performanceData: "",
};
