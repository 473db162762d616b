import fc from "fast-check";
import { expect, it } from "vitest";
import { areBarsAlike, type Run, splitMarks } from "./bar-marks";
import { isDisturbed, MARK_LETTERS, NO_DATA } from "./history-view";

const letters = fc.constantFrom(...Object.values(MARK_LETTERS), NO_DATA);
const anyBars = fc.array(fc.tuple(letters, fc.integer({ min: 1, max: 5 })), { maxLength: 90 }).map((days) => ({
  marks: days.map(([letter]) => letter).join(""),
  heights: days.map(([letter, height]) => (isDisturbed(letter) ? height : 0)).join(""),
}));

it("every day of a bar is drawn as what it is and as tall as it is", () => {
  fc.assert(
    fc.property(anyBars, (bars) => {
      const { lines, blanks, rises } = splitMarks(bars);
      const draw = (runs: Run[], letter: string) => {
        const drawn = Array.from({ length: bars.marks.length }, () => "");
        for (const { from, length } of runs) {
          for (let day = from; day < from + length; day += 1) drawn[day] += letter;
        }
        return drawn;
      };
      const drawn = draw(blanks, "-0");
      for (const { index, letter, height } of rises) drawn[index] += letter + height;
      const lined = draw(lines, "o0");
      // What nothing else stands for is the line alone; below a solid mark it goes on, below no other.
      expect(drawn.map((text, day) => text || lined[day])).toEqual(
        [...bars.marks].map((letter, index) => letter + bars.heights[index]),
      );
      expect(lined.map((text) => text !== "")).toEqual([...bars.marks].map((letter) => "odpx".includes(letter)));
    }),
  );
});

it("two bars are alike when they look and read the same", () => {
  const bars = {
    marks: "ox",
    heights: "01",
    days: [{ index: 1, minutes: { major_outage: 3 }, uptime: 99, disruptions: 1 }],
    uptime: { day: 1, week: 1, month: 1, quarter: 1 },
    known: 100,
  };
  expect(areBarsAlike(bars, structuredClone(bars))).toBe(true);
  expect(areBarsAlike(bars, { ...bars, marks: "xx" })).toBe(false);
  expect(areBarsAlike(bars, { ...bars, heights: "05" })).toBe(false);
  expect(areBarsAlike(bars, { ...bars, days: [] })).toBe(false);
});
