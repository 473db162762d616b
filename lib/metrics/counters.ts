import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { OperationEvent, PollSample } from "@/lib/domain/operation";
import { SECOND_MS } from "@/lib/domain/time";
import type { MetricFacts, Metrics } from "./metrics";

const POLL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60];
const POLL_RESULTS = ["good", "soft", "hard"] as const satisfies PollSample["result"][];

type Counters = Pick<Metrics, "onPoll" | "onEvent" | "onNotification"> & {
  /** Sets those that somebody else counts. */
  set(facts: MetricFacts): void;
};

/** What is counted. Every label that is known beforehand begins with 0, so that the first increase is seen. */
export function createCounters(registry: Registry): Counters {
  const registers = [registry];
  const polls = new Counter({
    name: "polls_total",
    help: "Polls by result: good, soft (Nagios' files could not be used), hard (a fault inside or of the database).",
    labelNames: ["result"],
    registers,
  });
  for (const result of POLL_RESULTS) polls.inc({ result }, 0);
  const duration = new Histogram({
    name: "poll_duration_seconds",
    help: "How long polls took.",
    buckets: POLL_SECONDS,
    registers,
  });
  const lastGood = new Gauge({
    name: "poller_last_successful_poll_timestamp_seconds",
    help: "End of the last good poll. Without a value until there was one since the start.",
    registers,
  });
  lastGood.remove({});
  const notifications = new Counter({
    name: "notifications_total",
    help: "Tries to send a message by channel and result: sent, failed, given_up.",
    labelNames: ["channel", "result"],
    registers,
  });
  for (const channel of ["email", "webhook"]) {
    for (const result of ["sent", "failed", "given_up"]) notifications.inc({ channel, result }, 0);
  }
  const restores = new Counter({
    name: "database_restores_total",
    help: "How often the database was put back by itself since the start.",
    registers,
  });
  const taken = {
    recoveries: new Counter({
      name: "poller_recovery_attempts_total",
      help: "How often the poller replaced its scheduler since the start.",
      registers,
    }),
    restarts: new Counter({
      name: "process_restarts_total",
      help: "How often the supervising process had to start the server again.",
      registers,
    }),
    dropped: new Counter({
      name: "log_lines_dropped_total",
      help: "Lines of the log that could not be written since the start.",
      registers,
    }),
    refused: new Counter({
      name: "queries_refused_total",
      help: "Questions that were refused (429) since the start, because somebody asked too often.",
      registers,
    }),
  };
  return {
    onPoll({ at, result, durationMs }) {
      polls.inc({ result });
      if (result === "good") lastGood.set(at / SECOND_MS);
      duration.observe(durationMs / SECOND_MS);
    },
    onEvent({ kind }: OperationEvent) {
      if (kind === "restore") restores.inc();
    },
    onNotification: (channel, result) => notifications.inc({ channel, result }),
    set({ facts, restarts, logLinesDropped, queriesRefused }) {
      setCounter(taken.recoveries, facts.poller?.recoveryAttempts ?? 0);
      setCounter(taken.restarts, restarts ?? 0);
      setCounter(taken.dropped, logLinesDropped);
      setCounter(taken.refused, queriesRefused);
    },
  };
}

/** The library knows counters that are increased only; these are counted elsewhere already. */
function setCounter(counter: Counter, value: number): void {
  counter.reset();
  counter.inc(value);
}
