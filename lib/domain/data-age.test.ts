import { describe, expect, it } from "vitest";
import { judgeAge } from "./data-age";
import { MINUTE_MS, SECOND_MS } from "./time";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);

describe("the age of data", () => {
  it("is that of what Nagios says, however lately it was read", () => {
    expect(judgeAge(AT - 9 * SECOND_MS, AT, 10 * SECOND_MS)).toEqual({ kind: "current", freshUntil: AT + SECOND_MS });
    expect(judgeAge(AT - 11 * SECOND_MS, AT, 10 * SECOND_MS)).toMatchObject({ kind: "stale", ageMs: 11 * SECOND_MS });
  });

  it("is at least the time since it was read: a clock ahead of ours makes nothing younger", () => {
    const createdAt = AT + 3 * MINUTE_MS;
    expect(judgeAge(createdAt, AT, 10 * SECOND_MS, AT)).toEqual({ kind: "current", freshUntil: AT + 10 * SECOND_MS });
    expect(judgeAge(createdAt, AT, 10 * SECOND_MS, AT - 11 * SECOND_MS)).toEqual({
      kind: "stale",
      freshUntil: AT - SECOND_MS,
      ageMs: 11 * SECOND_MS,
    });
  });

  it("cannot be told of data that is far ahead", () => {
    expect(judgeAge(AT + 6 * MINUTE_MS, AT, MINUTE_MS)).toMatchObject({ kind: "ahead", aheadMs: 6 * MINUTE_MS });
  });
});
