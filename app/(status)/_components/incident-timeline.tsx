import { formatClock, formatDay, readDay } from "@/lib/view/format-time";
import type { IncidentView } from "@/lib/view/page-view";
import { STATUS_WORDS } from "@/lib/view/state-words";
import { Time } from "./time";

/** Everything that was said, newest first; each update has its own address. */
export function IncidentTimeline({ incident, zone }: { incident: IncidentView; zone: string }) {
  return (
    <ol className="thread timeline">
      {incident.updates.map((update, index) => (
        <li
          key={update.id}
          id={`update-${update.id}`}
          className="day grid scroll-mt-6 gap-x-10 pb-6 ps-7 sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:ps-0"
        >
          <p className="flex gap-3 text-s text-ink-3 sm:block sm:text-end">
            <Time
              className="block text-m leading-normal font-medium text-ink"
              at={update.at}
              zone={zone}
              format={formatClock}
            />
            <span className="leading-[1.65rem] sm:leading-normal">{formatDay(readDay(update.at, zone))}</span>
          </p>
          <div className="wash max-w-[62ch] min-w-0">
            <h3 className="text-base leading-normal font-semibold">{STATUS_WORDS[update.status]}</h3>
            <p className={`whitespace-pre-line ${index === 0 ? "" : "text-ink-2"}`}>{update.text}</p>
            <p className="flex flex-wrap items-center gap-x-4 text-s text-ink-3">
              {update.automatic ? <span className="lozenge">Automatic</span> : <span>{update.author}</span>}
              <a
                className="inline-flex min-h-11 items-center print:hidden"
                href={`#update-${update.id}`}
                aria-label={`Permalink to the update of ${formatClock(update.at, zone)}, ${formatDay(readDay(update.at, zone))}`}
              >
                Permalink
              </a>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
