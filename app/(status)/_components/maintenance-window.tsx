import { sayAhead, sayLeft, shareGone } from "@/lib/view/maintenance-words";
import { readDay } from "@/lib/view/wall-time";
import { CalendarLeaf } from "./calendar-leaf";
import type { MaintenanceProps } from "./maintenance-card";
import { Time } from "./time";

/** When a maintenance is: a track that fills while it is under way, else the leaf of its day. */
export function MaintenanceWindow(props: MaintenanceProps) {
  const { status } = props.maintenance;
  return status === "in_progress" && props.isFresh ? <Track {...props} /> : <Announced {...props} />;
}

const WIDTH = 400;
const HEIGHT = 12;
/** Each stripe and the gap after it. */
const STRIPE = 4;

/** A hollow track with stripes for the time that has gone, its ends, and what is left. */
function Track({ maintenance, zone, at, words }: MaintenanceProps) {
  const { startsAt, endsAt } = maintenance;
  const isOneDay = readDay(startsAt, zone) === readDay(endsAt, zone);
  const { formatClock, formatNear } = words.dates;
  const near = (then: number) => (isOneDay ? formatClock(then, zone) : formatNear(then, at, zone));
  const gone = Math.round(shareGone(maintenance, at) * (WIDTH / STRIPE)) * STRIPE;
  return (
    <div className="window">
      <svg className="track" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="track-gone" d={`M0 ${HEIGHT / 2}H${gone}`} />
        {gone > 0 && gone < WIDTH && <path className="track-now" d={`M${gone} 0V${HEIGHT}`} />}
      </svg>
      <p className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-s text-ink-2">
        <Time at={startsAt} zone={zone} words={words} format={near} />
        <span>{sayLeft(maintenance, at, words)}</span>
        <Time at={endsAt} zone={zone} words={words} format={near} />
      </p>
    </div>
  );
}

/** The day as a leaf of a calendar, the window as it was announced, and how far ahead that is. */
function Announced({ maintenance, zone, at, isFresh, words }: MaintenanceProps) {
  const { startsAt, endsAt } = maintenance;
  const day = readDay(startsAt, zone);
  const { formatWeekday, formatHours } = words.dates;
  const window = () =>
    words.say("maintenance.dayHours", { day: formatWeekday(day), hours: formatHours(startsAt, endsAt, zone) });
  return (
    <div className="window flex items-center gap-4">
      <CalendarLeaf day={day} words={words} />
      <p className="min-w-0 leading-snug first-letter:uppercase">
        <Time at={startsAt} zone={zone} words={words} format={window} />
        {isFresh && <span className="block pt-0.5 text-s text-ink-3">{sayAhead(maintenance, at, words)}</span>}
      </p>
    </div>
  );
}
