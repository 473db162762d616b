/** The two clocks, wall time for instants and monotonic time for spans, and what is done when time has passed. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. May jump. */
  now(): number;
  /** Milliseconds since an arbitrary moment. Never jumps. */
  monotonic(): number;
  /** Does something once, after a time. A waiting timer does not keep the process alive. */
  after(delayMs: number, action: () => void): Timer;
  /** Does something again and again. */
  every(periodMs: number, action: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs).unref();
    return { cancel: () => clearTimeout(timer) };
  },
  every(periodMs, action) {
    const timer = setInterval(action, periodMs).unref();
    return { cancel: () => clearInterval(timer) };
  },
};
