import type { Trouble } from "@/lib/domain/health";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Clock, Timer } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { request } from "./request";

/** Tells a dead man's switch elsewhere that polls are good. When it hears nothing, somebody is told. */
export interface Ping {
  /** To be called after every good poll. Returns at once and never throws. */
  onGoodPoll(): void;
  facts(): { lastOkAt: EpochMs | null; failures: number; trouble: Trouble | null };
  stop(): void;
}

const GAP_MS = MINUTE_MS;
const MAX_GAP_MS = 5 * MINUTE_MS;
const DEADLINE_MS = 10 * SECOND_MS;
/** A poll that comes this much too early is waited for: a poll each minute would else ping every second one only. */
const EARLY_MS = 5 * SECOND_MS;
const FAILURES_OF_TROUBLE = 3;

/** Starts the ping. The address may be a secret: it stands in no line of the log. */
export function createPing({ url, clock, log }: { url: string; clock: Clock; log: Log }): Ping {
  let asking: AbortController | null = null;
  let waiting: Timer | null = null;
  let dueAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let lastOkAt: EpochMs | null = null;
  let trouble: Trouble | null = null;
  let isStopped = false;

  async function ask(): Promise<void> {
    waiting = null;
    const controller = new AbortController();
    asking = controller;
    dueAt = clock.monotonic() + GAP_MS;
    const deadline = clock.after(DEADLINE_MS, () => controller.abort());
    const answer = await request(url, { method: "GET", signal: controller.signal });
    deadline.cancel();
    asking = null;
    if (isStopped) return;
    if (answer.kind === "unanswered") noteFailure(answer.why);
    else if (answer.status >= 200 && answer.status < 300) noteSuccess();
    else noteFailure(`it answered ${answer.status}`);
  }

  function noteSuccess(): void {
    if (failures > 0) log.info("The ping gets through again", { failures });
    failures = 0;
    trouble = null;
    lastOkAt = clock.now();
  }

  function noteFailure(why: string): void {
    failures += 1;
    dueAt = clock.monotonic() + Math.min(MAX_GAP_MS, GAP_MS * 2 ** (failures - 1));
    if (failures === 1) log.warn("The ping after good polls does not get through", { why });
    const message = `The ping after good polls failed ${failures} times: ${why}`;
    const sinceAt = trouble?.sinceAt ?? clock.now();
    trouble = { code: "alerts_failed", message, sinceAt };
  }

  return {
    onGoodPoll() {
      if (isStopped || asking !== null || waiting !== null) return;
      const leftMs = dueAt - clock.monotonic();
      if (leftMs <= 0) void ask();
      else if (leftMs <= EARLY_MS) waiting = clock.after(leftMs, () => void ask());
    },
    facts: () => ({ lastOkAt, failures, trouble: failures >= FAILURES_OF_TROUBLE ? trouble : null }),
    stop() {
      isStopped = true;
      waiting?.cancel();
      asking?.abort();
    },
  };
}
