import type { HistoryPage } from "./store";

/** A page ends with the track that reaches this: a message to another thread takes its reader some milliseconds. */
export const PAGE_MARKS = 50_000;
/** What a track costs by itself, in marks. */
const TRACK_MARKS = 20;

export interface NumberedTrack {
  /** Where a page that begins with it begins. */
  id: number;
  track: HistoryPage["tracks"][number];
}

/** Takes tracks until a page is full. Those without marks are none. */
export function fillPage(tracks: Iterable<NumberedTrack>): HistoryPage {
  const page: HistoryPage["tracks"][number][] = [];
  let marks = 0;
  for (const { id, track } of tracks) {
    const { length } = track.steps.ats;
    if (length === 0) continue;
    if (marks >= PAGE_MARKS) return { tracks: page, next: id };
    page.push(track);
    marks += length + TRACK_MARKS;
  }
  return { tracks: page, next: null };
}
