/** Takes work in turn, so that many who ask at once do not hold each other up. Null for whom too many are waiting. */
export function createTurns(mostWaiting: number) {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async function takeTurn<T>(work: () => Promise<T>): Promise<T | null> {
    if (waiting >= mostWaiting) return null;
    waiting += 1;
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  };
}
