import { type Clock, systemClock } from "./clock";
import { formatJsonLine, formatTextLine } from "./format-line";
import type { Log, LogFields, LogLevel } from "./log";
import { createLogSink, type LogSink } from "./log-sink";

export interface LogOptions {
  /** The wall clock, unless a test says otherwise. */
  clock?: Pick<Clock, "now">;
  format: "text" | "json";
  /** The least important level that is written. */
  level: LogLevel;
  /** Also written to; null for standard output alone. */
  filePath: string | null;
  /** Descriptor of standard output; another one for tests. */
  outputFd?: number;
}

export interface WritableLog extends Log {
  /** Opens the file anew. For SIGHUP, after logrotate renamed it. */
  reopen(): void;
  /** Lines that reached standard output or the file not at all, since the start. */
  countDropped(): number;
  /** Resolves when everything said so far is written or lost, after `limitMs` at the latest. */
  drain(limitMs: number): Promise<void>;
  /** The same, and lets go of the file. For the very end. */
  close(limitMs: number): Promise<void>;
}

const RANK = { debug: 0, info: 1, warn: 2, error: 3 } satisfies Record<LogLevel, number>;

/**
 * The log of the running service: standard output and, when given, a file. It never throws and never waits. A file
 * that cannot be written is said once on standard output.
 */
export function createLog({ clock = systemClock, format, level, filePath, outputFd = 1 }: LogOptions): WritableLog {
  const formatLine = format === "json" ? formatJsonLine : formatTextLine;
  const output = createLogSink({ target: { fd: outputFd } });
  const file = filePath === null ? null : createLogSink({ target: { path: filePath }, onFault: sayFileFault });
  const sinks: LogSink[] = file === null ? [output] : [file, output];

  function sayFileFault(code: string): void {
    const message = "The log file cannot be written";
    output.write(formatLine({ at: clock.now(), level: "warn", message, fields: { file: filePath, error: code } }));
  }

  function write(entryLevel: LogLevel, message: string, fields: LogFields = {}): void {
    if (RANK[entryLevel] < RANK[level]) return;
    const line = formatLine({ at: clock.now(), level: entryLevel, message, fields });
    for (const sink of sinks) sink.write(line);
  }

  // Opened at once, so that a wrong path shows at the start and not with the first trouble.
  file?.reopen();
  return {
    debug: (message, fields) => write("debug", message, fields),
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
    reopen: () => file?.reopen(),
    countDropped: () => sinks.reduce((sum, sink) => sum + sink.countDropped(), 0),
    drain: (limitMs) => drainWithin(sinks, limitMs),
    async close(limitMs) {
      await drainWithin(sinks, limitMs);
      await file?.close();
    },
  };
}

/** One after the other: what goes wrong with the file is said on the output. */
async function drainWithin(sinks: readonly LogSink[], limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  const all = async () => {
    for (const sink of sinks) await sink.drain();
  };
  await Promise.race([all(), limit]);
  clearTimeout(timer);
}
