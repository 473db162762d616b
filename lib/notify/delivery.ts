import type { Trouble } from "@/lib/domain/health";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Clock, Timer } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Channel } from "./alert-config";
import type { AlertMessage } from "./episodes";
import { backOff, MAX_AGE_MS, REFUSED_AGAIN } from "./retry-schedule";

/** What became of one try. Words never hold a secret. */
export type SendResult =
  | { kind: "sent" }
  /** The other side is not there or not well: nothing gets through for now. */
  | { kind: "failed"; why: string; retryAfterMs?: number }
  /** The other side does not want this message; others may pass. */
  | { kind: "refused"; why: string }
  /** The other side wants nothing more. */
  | { kind: "gone"; why: string };

export type Send = (message: AlertMessage, signal: AbortSignal) => Promise<SendResult>;

/** A message on its way. Plain data: it is kept over restarts. */
export interface WaitingMessage {
  message: AlertMessage;
  /** How long it has waited, without the time that the process was down. */
  waitedMs: number;
}

export interface DeliveryDeps {
  /** For the log and the operator: "e-mail to …", "the webhook". */
  name: string;
  channel: Channel;
  send: Send;
  /** A try that takes longer is given up. */
  deadlineMs: number;
  clock: Clock;
  log: Log;
  /** A number from 0 to 1, for jitter. */
  chance: () => number;
  /** Settles when what waits is written down, or soon after when it cannot be. */
  keep: () => Promise<void>;
  onResult: (channel: Channel, result: "sent" | "failed" | "given_up") => void;
}

/** One receiver's queue. It delays nobody but itself. */
export interface Delivery {
  add(messages: readonly WaitingMessage[]): void;
  waiting(): WaitingMessage[];
  trouble(): Trouble | null;
  lastSentAt(): EpochMs | null;
  stop(): void;
}

interface Item {
  message: AlertMessage;
  waitedMs: number;
  since: number;
  refusals: number;
  /** Not tried before this, by the monotonic clock. */
  notBefore: number;
}

const MAX_WAITING = 200;
/** News shortens a long pause to this, counted from the last try: it may be the way out that has changed. */
const NEWS_GAP_MS = MINUTE_MS;
/** A second failure in a row is trouble; the first may be a mail server that asks to be asked again. */
const FAILURES_OF_TROUBLE = 2;

/**
 * Makes the queue of one receiver. After a failure the whole queue pauses and one message probes, longer each time;
 * a refused message alone steps aside. Given up after 24 hours. At least once: a try that timed out may have arrived.
 */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const { clock, log, name } = deps;
  let items: Item[] = [];
  let timer: Timer | null = null;
  let sending: AbortController | null = null;
  let failures = 0;
  let pausedUntil = 0;
  let lastTriedAt = Number.NEGATIVE_INFINITY;
  let isPauseAsked = false;
  let isGone = false;
  let isStopped = false;
  let trouble: Trouble | null = null;
  let lastSentAt: EpochMs | null = null;

  const ageOf = (item: Item) => item.waitedMs + clock.monotonic() - item.since;

  function schedule(): void {
    timer?.cancel();
    timer = null;
    if (isStopped || isGone || sending !== null || items.length === 0) return;
    const readyAt = Math.max(pausedUntil, Math.min(...items.map((item) => item.notBefore)));
    timer = clock.after(Math.max(0, readyAt - clock.monotonic()), () => void tryNext());
  }

  async function tryNext(): Promise<void> {
    giveUpOld();
    const item = items.find(({ notBefore }) => notBefore <= clock.monotonic());
    if (item === undefined) return schedule();
    sending = new AbortController();
    await deps.keep();
    const result = isStopped ? null : await sendInTime(item.message, sending);
    sending = null;
    if (result === null || isStopped) return;
    settle(item, result);
    schedule();
  }

  async function sendInTime(message: AlertMessage, controller: AbortController): Promise<SendResult> {
    lastTriedAt = clock.monotonic();
    let deadline: Timer | null = null;
    const late = new Promise<SendResult>((resolve) => {
      deadline = clock.after(deps.deadlineMs, () => {
        resolve({ kind: "failed", why: `no answer within ${deps.deadlineMs / SECOND_MS} seconds` });
        controller.abort();
      });
    });
    try {
      return await Promise.race([deps.send(message, controller.signal), late]);
    } catch (error) {
      return { kind: "failed", why: error instanceof Error ? error.name : "unknown" };
    } finally {
      (deadline as Timer | null)?.cancel();
    }
  }

  function settle(item: Item, result: SendResult): void {
    if (result.kind === "sent") noteSent(item);
    else if (result.kind === "failed") noteFailed(result);
    else if (result.kind === "refused") noteRefused(item, result.why);
    else noteGone(result.why);
    deps.onResult(deps.channel, result.kind === "sent" ? "sent" : "failed");
  }

  function noteSent(item: Item): void {
    items = items.filter((other) => other !== item);
    if (failures > 0) log.info(`Alerts get through again: ${name}`, { failures });
    failures = 0;
    pausedUntil = 0;
    trouble = null;
    lastSentAt = clock.now();
    log.info(`Alert sent: ${name}`, { alert: item.message.id });
    void deps.keep();
  }

  function noteFailed({ why, retryAfterMs }: Extract<SendResult, { kind: "failed" }>): void {
    failures += 1;
    isPauseAsked = retryAfterMs !== undefined;
    const pauseMs = Math.min(DAY_MS, Math.max(retryAfterMs ?? 0, backOff(failures, deps.chance())));
    pausedUntil = clock.monotonic() + pauseMs;
    if (failures >= FAILURES_OF_TROUBLE) noteTrouble(why);
    else log.warn(`An alert could not be sent, trying again: ${name}`, { why });
  }

  function noteRefused(item: Item, why: string): void {
    item.refusals += 1;
    item.notBefore = clock.monotonic() + backOff(item.refusals + REFUSED_AGAIN, deps.chance());
    failures = 0;
    pausedUntil = 0;
    noteTrouble(why);
  }

  function noteGone(why: string): void {
    isGone = true;
    noteTrouble(`${why}; nothing more is sent there until the next start`);
  }

  /** Said once as long as it has the same cause. */
  function noteTrouble(why: string): void {
    const message = `Alerts do not get through (${name}): ${why}`;
    if (trouble?.message !== message) log.error(message, { failures });
    trouble = { code: "alerts_failed", message, sinceAt: trouble?.sinceAt ?? clock.now() };
  }

  function giveUpOld(): void {
    const old = items.filter((item) => ageOf(item) >= MAX_AGE_MS);
    for (const item of old) giveUp(item, "after 24 hours");
  }

  function giveUp(item: Item, why: string): void {
    items = items.filter((other) => other !== item);
    noteTrouble(`an alert was given up ${why}`);
    deps.onResult(deps.channel, "given_up");
    void deps.keep();
  }

  return {
    add(messages) {
      const since = clock.monotonic();
      for (const { message, waitedMs } of messages) {
        items.push({ message, waitedMs, since, refusals: 0, notBefore: 0 });
      }
      for (const oldest of items.slice(0, -MAX_WAITING)) giveUp(oldest, "because too many wait");
      if (!isPauseAsked) pausedUntil = Math.min(pausedUntil, lastTriedAt + NEWS_GAP_MS);
      schedule();
    },
    waiting: () => items.map((item) => ({ message: item.message, waitedMs: ageOf(item) })),
    trouble: () => trouble,
    lastSentAt: () => lastSentAt,
    stop() {
      isStopped = true;
      timer?.cancel();
      sending?.abort();
    },
  };
}
