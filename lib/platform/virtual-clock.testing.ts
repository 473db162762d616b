import type { Clock, Timer } from "./clock";

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /** Lets time pass: due timers run one after the other at their own instants, with what they set off in between. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock alone, as somebody who sets it does. Timers go by the monotonic one. */
  jumpWall(ms: number): void;
  /** How many timers wait. */
  countTimers(): number;
}

interface Waiting {
  dueAt: number;
  /** Timers of one instant run in the order of their making. */
  order: number;
  periodMs: number | null;
  action: () => void;
}

/** Turns of the event loop after which chains of promises and immediates are taken to have settled. */
const SETTLING_TURNS = 12;

/** Lets promises and immediates that wait have their turn. */
export async function settleTurns(turns = SETTLING_TURNS): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Makes a virtual clock. `settle` runs after each timer, until what the timer set off has come to rest. */
export function createVirtualClock(startAt: number, settle: () => Promise<void> = settleTurns): VirtualClock {
  let passedMs = 0;
  let wallOffsetMs = 0;
  let made = 0;
  const waiting = new Set<Waiting>();

  function add(delayMs: number, periodMs: number | null, action: () => void): Timer {
    const timer: Waiting = { dueAt: passedMs + Math.max(0, delayMs), order: made++, periodMs, action };
    waiting.add(timer);
    return { cancel: () => void waiting.delete(timer) };
  }

  function findNext(untilMs: number): Waiting | null {
    let next: Waiting | null = null;
    for (const timer of waiting) {
      if (timer.dueAt > untilMs) continue;
      if (next === null || timer.dueAt < next.dueAt || (timer.dueAt === next.dueAt && timer.order < next.order)) {
        next = timer;
      }
    }
    return next;
  }

  function run(timer: Waiting): void {
    passedMs = Math.max(passedMs, timer.dueAt);
    if (timer.periodMs === null) waiting.delete(timer);
    else {
      timer.dueAt += Math.max(1, timer.periodMs);
      timer.order = made++;
    }
    timer.action();
  }

  return {
    now: () => startAt + passedMs + wallOffsetMs,
    monotonic: () => passedMs,
    after: (delayMs, action) => add(delayMs, null, action),
    every: (periodMs, action) => add(periodMs, periodMs, action),
    jumpWall(ms) {
      wallOffsetMs += ms;
    },
    countTimers: () => waiting.size,
    async advance(ms) {
      const untilMs = passedMs + ms;
      await settle();
      for (let next = findNext(untilMs); next !== null; next = findNext(untilMs)) {
        run(next);
        await settle();
      }
      passedMs = untilMs;
    },
  };
}
