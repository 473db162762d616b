import type { EpochMs } from "@/lib/domain/time";
import { endOf } from "@/lib/view/incident-course";
import type { IncidentView } from "@/lib/view/page-view";
import { readDay } from "@/lib/view/wall-time";
import type { Words } from "@/lib/view/words/speak";

interface IncidentCourseProps {
  incident: IncidentView;
  /** When it was last known to last; null where it never was. */
  asOf: EpochMs | null;
  zone: string;
  at: EpochMs;
  isConfirmed: boolean;
  words: Words;
}

/** What happened, when and for how long; for one that lasts, only what is still confirmed. */
export function IncidentCourse(props: IncidentCourseProps) {
  const end = endOf(props.incident);
  return <p>{end === null ? sayLasting(props) : sayOver(props, end)}</p>;
}

function sayLasting({ incident, asOf, zone, at, isConfirmed, words }: IncidentCourseProps): string {
  const { startedAt, impact } = incident;
  const begin = {
    state: words.say(`state.${impact}`),
    clock: words.dates.formatClock(startedAt, zone),
    day: words.dates.formatLongDay(readDay(startedAt, zone)),
  };
  if (isConfirmed) return words.say("incident.lasts", { ...begin, duration: sayUnbroken(at - startedAt, words) });
  if (asOf === null) return words.say("incident.unconfirmed", begin);
  return words.say("incident.seenLast", { ...begin, seen: words.dates.formatNear(asOf, at, zone) });
}

function sayOver({ incident, zone, words }: IncidentCourseProps, end: EpochMs): string {
  const { startedAt, impact } = incident;
  const { dates, say } = words;
  const day = readDay(startedAt, zone);
  const course = {
    state: say(`state.${impact}`),
    day: dates.formatLongDay(day),
    duration: sayUnbroken(end - startedAt, words),
  };
  if (day === readDay(end, zone)) {
    return say("incident.over", { ...course, span: dates.formatSpan(startedAt, end, zone) });
  }
  const [from, to] = [dates.formatClock(startedAt, zone), dates.formatMoment(end, zone)];
  return say("incident.overLater", { ...course, from, to });
}

/** A span that no line break tears apart. */
function sayUnbroken(spanMs: number, words: Words): string {
  return words.duration(spanMs).replaceAll(" ", "\u00a0");
}
