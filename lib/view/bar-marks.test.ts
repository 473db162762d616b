import fc from "fast-check";
import { expect, it } from "vitest";
import { areBarsAlike, splitMarks } from "./bar-marks";
import { isDisturbed, MARK_LETTERS, NO_DATA } from "./history-view";

const letters = fc.constantFrom(...Object.values(MARK_LETTERS), NO_DATA);
const anyMarks = fc.array(letters, { maxLength: 90 }).map((all) => all.join(""));

const anyBars = anyMarks.chain((marks) =>
  fc.subarray([...marks].map((_, index) => index)).map((told) => ({
    marks,
    days: told
      .filter((index) => isDisturbed(marks[index]))
      .map((index) => ({ index, minutes: {}, uptime: null, disruptions: 0 })),
  })),
);

it("every day of a bar is drawn exactly once, as what it is", () => {
  fc.assert(
    fc.property(anyBars, (bars) => {
      const { runs, standing } = splitMarks(bars);
      const drawn = Array.from({ length: bars.marks.length }, () => "");
      for (const { letter, from, length } of runs) {
        for (let day = from; day < from + length; day += 1) drawn[day] += letter;
      }
      for (const { index, letter } of standing) drawn[index] += letter;
      expect(drawn.join("")).toBe(bars.marks);
    }),
  );
});

it("every day of which something is told stands by itself", () => {
  fc.assert(
    fc.property(anyBars, (bars) => {
      const told = splitMarks(bars).standing.flatMap(({ day }) => (day === undefined ? [] : [day.index]));
      expect(told).toEqual(bars.days.map(({ index }) => index));
    }),
  );
});

it("two bars are alike when they look and read the same", () => {
  const bars = {
    marks: "ox",
    days: [{ index: 1, minutes: { major_outage: 3 }, uptime: 99, disruptions: 1 }],
    uptime: { day: 1, week: 1, month: 1, quarter: 1 },
    known: 100,
  };
  expect(areBarsAlike(bars, structuredClone(bars))).toBe(true);
  expect(areBarsAlike(bars, { ...bars, marks: "xx" })).toBe(false);
  expect(areBarsAlike(bars, { ...bars, days: [] })).toBe(false);
});
