/** Items that long work handles between two yields. */
export const SLICE_ITEMS = 1000;

/** Does work that comes in slices at one go. */
export function drain<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The items one by one, with a yield of the work after every thousand: `yield* eachInSlices(items, …)`. */
export function* eachInSlices<T>(items: Iterable<T>, handle: (item: T) => void): Generator<void, void> {
  let count = 0;
  for (const item of items) {
    handle(item);
    count += 1;
    if (count % SLICE_ITEMS === 0) yield;
  }
}

/** Sorts as `toSorted` does, in slices. */
export function* sortInSlices<T>(items: readonly T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += SLICE_ITEMS) {
    runs.push(items.slice(at, at + SLICE_ITEMS).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* mergeInSlices(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeInSlices<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Generator<void, T[]> {
  const merged: T[] = [];
  let fromLeft = 0;
  let fromRight = 0;
  while (fromLeft < left.length || fromRight < right.length) {
    const isRightNext =
      fromLeft === left.length || (fromRight < right.length && compare(left[fromLeft] as T, right[fromRight] as T) > 0);
    if (isRightNext) merged.push(right[fromRight++] as T);
    else merged.push(left[fromLeft++] as T);
    if (merged.length % SLICE_ITEMS === 0) yield;
  }
  return merged;
}
