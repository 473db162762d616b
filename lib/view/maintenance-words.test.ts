import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { sayAhead, sayLeft, sayWindow, shareGone } from "./maintenance-words";
import { ENGLISH } from "./words/words-of";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const window = (startsAt: number, spanMs: number, durationMs: number | null = null) => ({
  startsAt,
  endsAt: startsAt + spanMs,
  durationMs,
});

describe("what lies ahead", () => {
  it("is said with its distance and its length", () => {
    expect(sayAhead(window(AT + 3 * DAY_MS + 7 * HOUR_MS, 3 * HOUR_MS), AT, ENGLISH)).toBe("In 3 days, for 3 h");
    expect(sayAhead(window(AT + DAY_MS + 2.5 * HOUR_MS, HOUR_MS), AT, ENGLISH)).toBe("In 1 day 2 h, for 1 h");
    expect(sayAhead(window(AT + 20 * MINUTE_MS, 90 * MINUTE_MS), AT, ENGLISH)).toBe("In 20 minutes, for 1 h 30 min");
    expect(sayAhead(window(AT + 20_000, HOUR_MS), AT, ENGLISH)).toBe("In less than a minute, for 1 h");
  });

  it("is due where its begin has passed and nothing tells that it began", () => {
    expect(sayAhead(window(AT - MINUTE_MS, HOUR_MS), AT, ENGLISH)).toBe("Due now, for 1 h");
  });

  it("takes part of its window where it is flexible", () => {
    expect(sayAhead(window(AT + 2 * HOUR_MS, 8 * HOUR_MS, 30 * MINUTE_MS), AT, ENGLISH)).toBe(
      "30 minutes within this time, which begins in 2 h",
    );
    expect(sayAhead(window(AT - HOUR_MS, 8 * HOUR_MS, 30 * MINUTE_MS), AT, ENGLISH)).toBe(
      "30 minutes within this time",
    );
  });
});

describe("the window that was announced", () => {
  it("is said with its day", () => {
    const startsAt = Date.UTC(2026, 10, 26, 21);
    const say = (spanMs: number) => sayWindow({ startsAt, endsAt: startsAt + spanMs }, "Europe/Berlin", ENGLISH);
    expect(say(HOUR_MS)).toBe("Thu 26 Nov, 22:00–23:00 CET");
    expect(say(3 * HOUR_MS)).toBe("Thu 26 Nov, 22:00 to 01:00 CET");
  });
});

describe("what is under way", () => {
  it("says how much of its window is left, and when that has passed", () => {
    expect(sayLeft({ endsAt: AT + 88 * MINUTE_MS }, AT, ENGLISH)).toBe("1 h 28 min left");
    expect(sayLeft({ endsAt: AT + 10_000 }, AT, ENGLISH)).toBe("Less than a minute left");
    expect(sayLeft({ endsAt: AT }, AT, ENGLISH)).toBe("The announced end has passed");
  });

  it("has a share of its window behind it, never less than none or more than all", () => {
    expect(shareGone(window(AT - HOUR_MS, 4 * HOUR_MS), AT)).toBe(0.25);
    expect(shareGone(window(AT + HOUR_MS, HOUR_MS), AT)).toBe(0);
    expect(shareGone(window(AT - 3 * HOUR_MS, HOUR_MS), AT)).toBe(1);
    expect(shareGone(window(AT, 0), AT)).toBe(1);
  });
});
