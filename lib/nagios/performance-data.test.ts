import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePerformanceData } from "./performance-data";

const read = (text: string) => parsePerformanceData(text).map(({ label, value, uom }) => [label, value, uom]);

describe("performance data", () => {
  it("is read with its units, thresholds passed over", () => {
    expect(read("time=0.380000s;3.000000;8.000000;0.000000;10.000000 size=18234B;;;0")).toEqual([
      ["time", 0.38, "s"],
      ["size", 18234, "B"],
    ]);
    expect(read("rta=1.5ms pl=0%;20;60;0 uptime=81c load1=0.25;;@10:20;0")).toEqual([
      ["rta", 1.5, "ms"],
      ["pl", 0, "%"],
      ["uptime", 81, "c"],
      ["load1", 0.25, ""],
    ]);
  });

  it("has labels with blanks, equals signs and quotes in quotes", () => {
    expect(read("'C:\\ used'=12GB 'it''s free'=3 'a=b'=4 '/'=5MB")).toEqual([
      ["C:\\ used", 12, "GB"],
      ["it's free", 3, ""],
      ["a=b", 4, ""],
      ["/", 5, "MB"],
    ]);
  });

  it("tells nothing where the plugin knew nothing", () => {
    expect(read("a=U b=;1;2 c= d=nan e=U;;;0;")).toEqual(["a", "b", "c", "d", "e"].map((label) => [label, null, ""]));
  });

  it("is read with comma decimals, signs and exponents", () => {
    expect(read("a=0,42s b=-3.5 c=+7 d=1.5e-3s e=2E3 f=.5 g=4.")).toEqual([
      ["a", 0.42, "s"],
      ["b", -3.5, ""],
      ["c", 7, ""],
      ["d", 0.0015, "s"],
      ["e", 2000, ""],
      ["f", 0.5, ""],
      ["g", 4, ""],
    ]);
  });

  it("takes no version, no address and nothing boundless for a number", () => {
    expect(read("a=1.2.3 b=10.0.0.1 c=1,000,000 d=1e999 e=-1e300").map(([, value]) => value)).toEqual(
      Array(5).fill(null),
    );
  });

  it("goes on after what cannot be understood", () => {
    expect(read("  garbage =3  a=1   'open b=2 \t c=3 'no value' d=4\r\n")).toEqual([
      ["a", 1, ""],
      ["b", 2, ""],
      ["c", 3, ""],
      ["d", 4, ""],
    ]);
    expect(read("")).toEqual([]);
  });

  it("that was written is read as it was", () => {
    const labels = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
    // Minus zero is written as zero.
    const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0);
    const uoms = fc.constantFrom("", "s", "ms", "us", "%", "B", "KB", "MB", "GB", "TB", "c", "W");
    const items = fc.array(fc.tuple(labels, numbers, uoms));
    fc.assert(
      fc.property(items, fc.constantFrom(" ", "  ", " \t"), (values, blank) => {
        const text = values.map(([label, value, uom]) => `'${label.replaceAll("'", "''")}'=${value}${uom};;1:2`);
        expect(read(text.join(blank))).toEqual(values);
      }),
    );
  });

  it("never fails, and never tells what is no number", () => {
    const hostile = fc.array(fc.constantFrom("'", "''", "=", ";", " ", "a", "1", ",", ".", "e", "U", "\0"), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          hostile.map((parts) => parts.join("")),
        ),
        (text) => {
          for (const { label, value } of parsePerformanceData(text)) {
            expect(label).not.toBe("");
            expect(value === null || Number.isFinite(value)).toBe(true);
          }
        },
      ),
    );
  });

  it("of megabytes takes no longer than its length asks for", () => {
    const pieces = ["'a ", "'''b ''", "a=", "9", "'", "a=1 ", "=", " ", "'a''", "1e", "''''c ''d "];
    for (const piece of pieces) {
      const begun = performance.now();
      parsePerformanceData(piece.repeat(Math.ceil(2_000_000 / piece.length)));
      expect(performance.now() - begun, piece).toBeLessThan(3000);
    }
  });
});
