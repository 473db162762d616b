export interface RateLimitOptions {
  windowMs: number;
  /** So many names are remembered; of more, the one whose window began first is forgotten. */
  mostNames: number;
  /** Milliseconds since an arbitrary moment. Never jumps. */
  monotonic: () => number;
}

interface CountedWindow {
  from: number;
  count: number;
}

/**
 * Counts what each name asks for, in windows that begin with its first question. The answer is how many milliseconds it
 * has to wait; zero when it may go on.
 */
export function createRateLimit({ windowMs, mostNames, monotonic }: RateLimitOptions) {
  // In the order in which they began, so that what has ended stands in front.
  const windows = new Map<string, CountedWindow>();

  function open(name: string, at: number): CountedWindow {
    windows.delete(name);
    for (const [oldest, { from }] of windows) {
      if (at - from < windowMs && windows.size < mostNames) break;
      windows.delete(oldest);
    }
    const window = { from: at, count: 0 };
    windows.set(name, window);
    return window;
  }

  return {
    /** Counts one question of a name that may ask `most` of them. */
    take(name: string, most: number): number {
      const at = monotonic();
      const known = windows.get(name);
      const window = known === undefined || at - known.from >= windowMs ? open(name, at) : known;
      window.count += 1;
      return window.count <= most ? 0 : window.from + windowMs - at;
    },
    /** How many names are remembered. */
    size: () => windows.size,
  };
}
