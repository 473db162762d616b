/** Milliseconds that one slice may hold the event loop. */
const SLICE_MS = 8;

/** Lets everything else that waits have its turn. */
export function yieldToLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Drives long pure work in slices, so that a round over 50,000 services never holds the event loop:
 * the work yields often, and whenever the slice's time is used up the loop gets its turn.
 */
export async function runInSlices<T>(work: Generator<void, T>, monotonic: () => number): Promise<T> {
  let sliceEndsAt = monotonic() + SLICE_MS;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (monotonic() < sliceEndsAt) continue;
    await yieldToLoop();
    sliceEndsAt = monotonic() + SLICE_MS;
  }
}
