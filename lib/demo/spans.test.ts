import fc from "fast-check";
import { expect, test } from "vitest";
import { intersectSpans, overlaySegments, type Segment, type Span, unionSpans } from "./spans";

const spans = fc.array(
  fc
    .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
    .map(([startAt, length]): Span => ({ startAt, endAt: startAt + length })),
  { maxLength: 8 },
);
const segments = (state: number) =>
  spans.map((list) => unionSpans(list).map((span): Segment => ({ ...span, state, inherited: false })));

const covers = (list: readonly Span[], at: number) => list.some((span) => span.startAt <= at && at < span.endAt);
const stateOf = (list: readonly Segment[], at: number) =>
  list.find((span) => span.startAt <= at && at < span.endAt)?.state ?? 0;
const INSTANTS = Array.from({ length: 90 }, (_, at) => at);

test("a union covers what any of its spans covers, in order and without overlap", () => {
  fc.assert(
    fc.property(spans, (list) => {
      const union = unionSpans(list);
      for (const at of INSTANTS) expect(covers(union, at)).toBe(covers(list, at));
      for (const [index, span] of union.entries()) {
        if (index > 0) expect(span.startAt).toBeGreaterThan(union[index - 1]?.endAt ?? 0);
      }
    }),
  );
});

test("an intersection covers what both lists cover", () => {
  fc.assert(
    fc.property(spans.map(unionSpans), spans.map(unionSpans), (left, right) => {
      const common = intersectSpans(left, right);
      for (const at of INSTANTS) expect(covers(common, at)).toBe(covers(left, at) && covers(right, at));
    }),
  );
});

test("an overlay shows the top where there is one and the base elsewhere, sorted and without overlap", () => {
  fc.assert(
    fc.property(segments(1), segments(2), (base, top) => {
      const result = overlaySegments(base, top);
      for (const at of INSTANTS) expect(stateOf(result, at)).toBe(stateOf(top, at) || stateOf(base, at));
      for (const [index, span] of result.entries()) {
        if (index > 0) expect(span.startAt).toBeGreaterThanOrEqual(result[index - 1]?.endAt ?? 0);
        expect(span.endAt).toBeGreaterThan(span.startAt);
      }
    }),
  );
});
