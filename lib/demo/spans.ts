import type { EpochMs } from "@/lib/domain/time";

/** Half open: `startAt` belongs to it, `endAt` does not. */
export interface Span {
  startAt: EpochMs;
  endAt: EpochMs;
}

/** A span in which a check would find a state other than 0. */
export interface Segment extends Span {
  state: number;
  /** The object itself is fine; what it depends on is not. */
  inherited: boolean;
}

/** Everything that lies in any of the spans, sorted, without overlap. */
export function unionSpans(spans: readonly Span[]): Span[] {
  const union: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.startAt - b.startAt)) {
    const last = union.at(-1);
    if (last && span.startAt <= last.endAt) last.endAt = Math.max(last.endAt, span.endAt);
    else union.push({ startAt: span.startAt, endAt: span.endAt });
  }
  return union;
}

/** What two sorted lists without overlap have in common. */
export function intersectSpans(left: readonly Span[], right: readonly Span[]): Span[] {
  const common: Span[] = [];
  let from = 0;
  for (const a of left) {
    while (from < right.length && (right[from]?.endAt ?? 0) <= a.startAt) from += 1;
    for (let index = from; index < right.length; index += 1) {
      const b = right[index];
      if (b === undefined || b.startAt >= a.endAt) break;
      common.push({ startAt: Math.max(a.startAt, b.startAt), endAt: Math.min(a.endAt, b.endAt) });
    }
  }
  return common;
}

/** Lays `top` over `base`: where both have something, `top` wins. Both sorted and without overlap, as is the answer. */
export function overlaySegments(base: readonly Segment[], top: readonly Segment[]): Segment[] {
  const result: Segment[] = [...top];
  let from = 0;
  for (const segment of base) {
    let { startAt } = segment;
    while (from < top.length && (top[from]?.endAt ?? 0) <= startAt) from += 1;
    for (let index = from; index < top.length && startAt < segment.endAt; index += 1) {
      const cover = top[index];
      if (cover === undefined || cover.startAt >= segment.endAt) break;
      if (cover.startAt > startAt) result.push({ ...segment, startAt, endAt: cover.startAt });
      startAt = Math.max(startAt, cover.endAt);
    }
    if (startAt < segment.endAt) result.push({ ...segment, startAt });
  }
  return result.sort((a, b) => a.startAt - b.startAt);
}
