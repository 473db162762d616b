import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import { judgePage } from "./judge";
import type { PageView } from "./page-view";
import { ENGLISH } from "./words/words-of";

/** `/api/up`. */
export interface UpAnswer {
  state: PublicState;
  /** The instant for which it is true; null when no data was ever read. */
  as_of: string | null;
}

/** The states that count as up: planned work is no failure. What is not known does not count. */
const UP: readonly PublicState[] = ["operational", "under_maintenance"];

/** Whether what is asked for is up; null for a component that is not on show. A null slug asks for the whole page. */
export function answerUp(view: PageView, at: EpochMs, slug: string | null): { isUp: boolean; answer: UpAnswer } | null {
  const state = findState(view, at, slug);
  if (state === null) return null;
  const as_of = view.asOf === null ? null : formatInstant(view.asOf);
  return { isUp: UP.includes(state), answer: { state, as_of } };
}

/** Of a page of which nothing was ever known nobody can say that it lacks a component. */
function findState(view: PageView, at: EpochMs, slug: string | null): PublicState | null {
  const { state, groups } = judgePage(view, at, ENGLISH);
  if (slug === null) return state ?? "unknown";
  const component = groups.flatMap(({ components }) => components).find((each) => each.slug === slug);
  if (component !== undefined) return component.state;
  return view.publishes && groups.length === 0 ? "unknown" : null;
}
