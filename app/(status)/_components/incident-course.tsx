import type { EpochMs } from "@/lib/domain/time";
import { sayDuration } from "@/lib/view/duration-words";
import { formatClock, formatDate, formatLongDay, formatNear, formatSpan, readDay } from "@/lib/view/format-time";
import { endOf } from "@/lib/view/incident-course";
import type { IncidentView, PageView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";

interface IncidentCourseProps {
  incident: IncidentView;
  view: PageView;
  at: EpochMs;
  isConfirmed: boolean;
}

/** What happened, when and for how long; for one that lasts, only what is still confirmed. */
export function IncidentCourse({ incident, view, at, isConfirmed }: IncidentCourseProps) {
  const { startedAt, impact } = incident;
  const zone = view.timeZone;
  const end = endOf(incident);
  const day = formatLongDay(readDay(startedAt, zone));
  if (end !== null) return <p>{`${STATE_WORDS[impact]} on ${day}, ${sayEnd(startedAt, end, zone)}`}</p>;
  const begin = `${STATE_WORDS[impact]} since ${formatClock(startedAt, zone)} on ${day}`;
  if (isConfirmed) return <p>{`${begin}. It has lasted ${sayUnbroken(at - startedAt)} so far.`}</p>;
  const seen = view.asOf === null ? "" : ` It was last confirmed at ${formatNear(view.asOf, at, zone)}.`;
  return <p>{`${begin}.${seen} We cannot confirm right now whether it still lasts.`}</p>;
}

function sayEnd(startedAt: EpochMs, end: EpochMs, zone: string): string {
  const isOneDay = readDay(startedAt, zone) === readDay(end, zone);
  const span = isOneDay
    ? formatSpan(startedAt, end, zone)
    : `${formatClock(startedAt, zone)}, to ${formatClock(end, zone)}, ${formatDate(end, zone)}`;
  return `${span}. It lasted ${sayUnbroken(end - startedAt)}.`;
}

/** A span that no line break tears apart. */
function sayUnbroken(spanMs: number): string {
  return sayDuration(spanMs).replaceAll(" ", "\u00a0");
}
