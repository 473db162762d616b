import { describe, expect, it } from "vitest";
import { judgePage } from "@/lib/view/judge";
import { simulate } from "./simulate";
import type { Mutation } from "./world";

const ENOUGH = 200;

/** The first seed whose life is well, and shows that something is broken when it is. */
async function findFirst(mutation: Mutation): Promise<{ seed: number; violation: string } | null> {
  for (let seed = 1; seed <= ENOUGH; seed++) {
    const { violation } = await simulate(seed, mutation);
    if (violation === null) continue;
    expect((await simulate(seed)).violation).toBeNull();
    return { seed, violation };
  }
  return null;
}

describe(`within ${ENOUGH} lives the simulator notices`, () => {
  it("a supervision that never recovers", async () => {
    expect(await findFirst({ policy: { enableAutoRecovery: false } })).toMatchObject({
      violation: expect.stringContaining("no round for"),
    });
  });

  it("a supervision that recovers as often as it likes", async () => {
    expect(await findFirst({ policy: { minRecoveryIntervalMs: 0 } })).toMatchObject({
      violation: expect.stringContaining("too soon"),
    });
  });

  it("a round without a deadline", async () => {
    expect(await findFirst({ policy: { deadlineMs: 1e12 } })).toMatchObject({
      violation: expect.stringContaining("no round for"),
    });
  });

  it("a page that is judged without its age", async () => {
    const judge: typeof judgePage = (page, _at, words) => judgePage(page, page.freshUntil ?? 0, words);
    expect(await findFirst({ judge })).toMatchObject({
      violation: expect.stringContaining("called current with data"),
    });
  });

  it("a history that lets states go on while the data is too old", async () => {
    expect(await findFirst({ isHistoryCredulous: true })).toMatchObject({
      violation: expect.stringContaining("the history calls"),
    });
  });

  it("a store that acknowledges rounds and forgets them", async () => {
    expect(await findFirst({ forgetfulness: 0.02 })).toMatchObject({
      violation: expect.stringMatching(/is lost|not healthy|no incident that lasts|otherwise than kept/),
    });
  });

  it("a store that acknowledges what people write and forgets it", async () => {
    expect(await findFirst({ disregard: 0.2 })).toMatchObject({
      violation: expect.stringMatching(/a person's (words|title) .*(is|are) lost/),
    });
  });

  it("incidents that begin when somebody looked", async () => {
    expect(await findFirst({ isBlurred: true })).toMatchObject({
      violation: expect.stringContaining("no problem began as"),
    });
  });

  it("incidents that are over and never resolved", async () => {
    expect(await findFirst({ rules: { monitoringMs: Number.POSITIVE_INFINITY } })).toMatchObject({
      violation: expect.stringContaining("is over and never resolved"),
    });
  });

  it("incidents that go on with what remains after their root is well", async () => {
    expect(await findFirst({ rules: { groupingWindowMs: 1e12 } })).toMatchObject({
      violation: expect.stringContaining("goes on although its root"),
    });
  });
});

it("the same seed is the same life", async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
});
