import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnServerTime, readClock, readServerTime, startClock } from "./server-clock";

const RENDERED = 1_000_000_000_000;
const HOUR = 3_600_000;

describe("the server's time in a browser", () => {
  it("is the later of the rendering and the browser's clock until an answer tells it, and goes on from there", () => {
    const slow = startClock(RENDERED, RENDERED - HOUR);
    expect(readClock(slow, RENDERED - HOUR)).toBe(RENDERED);
    expect(readClock(slow, RENDERED - HOUR + 5000)).toBe(RENDERED + 5000);
    const late = startClock(RENDERED, RENDERED + HOUR);
    expect(readClock(late, RENDERED + HOUR)).toBe(RENDERED + HOUR);
  });

  it("is right in spite of a visitor's clock that is an hour off", () => {
    for (const off of [-HOUR, HOUR]) {
      const clock = learnServerTime(startClock(RENDERED, RENDERED + off), RENDERED, RENDERED + off);
      expect(readClock(clock, RENDERED + 6000 + off)).toBe(RENDERED + 6000);
    }
  });

  it("learns nothing from an answer that a cache kept", () => {
    const clock = learnServerTime(startClock(RENDERED, RENDERED), RENDERED + 10_000, RENDERED + 10_000);
    expect(learnServerTime(clock, RENDERED + 10_000, RENDERED + HOUR)).toBe(clock);
    expect(learnServerTime(clock, RENDERED, RENDERED + HOUR)).toBe(clock);
    expect(learnServerTime(clock, null, RENDERED + HOUR)).toBe(clock);
  });

  it("never falls behind what the server is known to have reached", () => {
    const answers = fc.array(fc.tuple(fc.option(fc.nat(HOUR)), fc.nat(HOUR)));
    fc.assert(
      fc.property(answers, (list) => {
        let clock = startClock(RENDERED, RENDERED);
        for (const [server, local] of list) {
          clock = learnServerTime(clock, server === null ? null : RENDERED + server, RENDERED + local);
        }
        const reached = Math.max(0, ...list.map(([server]) => server ?? 0));
        expect(readClock(clock, 0)).toBe(RENDERED + reached);
      }),
    );
  });
});

describe("the time in an answer", () => {
  const read = (headers: Record<string, string>) => readServerTime(new Headers(headers));

  it("is the end of its second, and later by the age that caches gave it", () => {
    const date = "Mon, 23 Nov 2026 13:32:09 GMT";
    expect(read({ date })).toBe(Date.UTC(2026, 10, 23, 13, 32, 9, 999));
    expect(read({ date, age: "60" })).toBe(Date.UTC(2026, 10, 23, 13, 33, 9, 999));
    expect(read({ date, age: "soon" })).toBe(Date.UTC(2026, 10, 23, 13, 32, 9, 999));
  });

  it("is not guessed", () => {
    expect(read({})).toBeNull();
    expect(read({ date: "yesterday" })).toBeNull();
  });
});
