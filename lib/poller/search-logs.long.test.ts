import { expect, it } from "vitest";
import { makeBook, NINETY_DAYS as places, search } from "./search-logs.testing";

it("a search of ninety days changes nothing when it is repeated, wherever it was stopped before", async () => {
  const once = makeBook();
  await search(once, { places });
  const seen = JSON.stringify(
    [...once.history.objects].map(([key, { states, downtimes }]) => [key, states.ats, downtimes.ats]),
  );
  for (const stopAfter of [1, 17, 60]) {
    const book = makeBook();
    let through = 0;
    let count = 0;
    const onFile = async (done: number) => {
      through = done;
      count += 1;
    };
    const stopped = await search(book, { places, onFile, isWanted: () => count < stopAfter });
    expect(stopped.result.isWhole).toBe(false);
    await search(book, { places, through });
    await search(book, { places });
    const { objects } = book.history;
    expect(JSON.stringify([...objects].map(([key, { states, downtimes }]) => [key, states.ats, downtimes.ats]))).toBe(
      seen,
    );
    expect(book.history.source.ats).toEqual(once.history.source.ats);
  }
});
