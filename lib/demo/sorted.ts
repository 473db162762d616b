/** The last index of a list whose elements fulfil a condition up to some place and not after it; -1 when none does. */
export function findLastIndex<T>(list: readonly T[], holds: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The first element from an index on that fulfils a condition; undefined when none does. */
export function findFrom<T>(list: readonly T[], from: number, holds: (element: T) => boolean): T | undefined {
  for (let index = from; index < list.length; index += 1) {
    const element = list[index] as T;
    if (holds(element)) return element;
  }
  return undefined;
}
