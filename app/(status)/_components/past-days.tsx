import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { sayMinutes } from "@/lib/view/duration-words";
import { foldDays } from "@/lib/view/fold-days";
import { formatDay, formatNear, formatSpan, readDay } from "@/lib/view/format-time";
import type { DayView, IncidentView, PageView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { colorOf, Sign } from "./sign";

/** The last days, newest first; neighbouring days without incidents are one line. */
export const PastDays = memo(function PastDays({
  view,
  isFresh,
  at,
}: {
  view: PageView;
  isFresh: boolean;
  at: EpochMs;
}) {
  const { pastDays, timeZone: zone, asOf, publishes } = view;
  if (!publishes || asOf === null || pastDays.length === 0) return null;
  const isToday = (day: DayView) => day.date === readDay(at, zone) && day.incidents.length === 0;
  const today = pastDays.find(isToday);
  return (
    <section className="wrap mb-14 sm:mb-18" id="past" aria-labelledby="past-title">
      <h2 id="past-title" className="mb-5 font-serif text-2xl font-[440] tracking-[-0.012em]">
        Past days
      </h2>
      <ol>
        {today && (
          <Day label={formatDay(today.date)}>
            <p className="text-ink-2">{sayToday(view, isFresh, at)}</p>
          </Day>
        )}
        {foldDays(pastDays.filter((day) => day !== today)).map((entry) =>
          entry.kind === "calm" ? (
            <Day key={entry.days[0]?.date} label={labelRun(entry.days)}>
              <p className="text-ink-2">{sayCalm(entry.days.length)}</p>
            </Day>
          ) : (
            <Day key={entry.day.date} label={formatDay(entry.day.date)}>
              {entry.day.incidents.map((incident) => (
                <PastIncident key={incident.id} incident={incident} zone={zone} />
              ))}
            </Day>
          ),
        )}
      </ol>
    </section>
  );
});

function Day({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <li className="day grid gap-x-6 gap-y-1 border-t border-line py-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <h3 className="font-serif text-l leading-snug font-[450]">{label}</h3>
      <div className="min-w-0 space-y-4">{children}</div>
    </li>
  );
}

/** "Sun 15 – Wed 18 Nov", or both months where they differ; one day is its own name. */
function labelRun(days: readonly DayView[]): string {
  const newest = formatDay(days[0]?.date ?? "");
  const oldest = formatDay(days.at(-1)?.date ?? "");
  if (newest === oldest) return newest;
  const sameMonth = newest.slice(-3) === oldest.slice(-3);
  return `${sameMonth ? oldest.slice(0, -4) : oldest} – ${newest}`;
}

function sayCalm(count: number): string {
  return count === 1 ? "No incidents recorded." : `No incidents recorded on ${count} days.`;
}

/** Today is not over, and may be told only as far as the data reaches. */
function sayToday({ activeIncidents, asOf, timeZone }: PageView, isFresh: boolean, at: EpochMs): string {
  const seen = asOf === null ? "" : formatNear(asOf, at, timeZone);
  const open = activeIncidents.length;
  if (open > 0) return `${open === 1 ? "1 incident is" : `${open} incidents are`} still open and told above.`;
  return isFresh
    ? "No incidents recorded so far."
    : `No incidents recorded up to ${seen}. Nothing is known after that.`;
}

function PastIncident({ incident, zone }: { incident: IncidentView; zone: string }) {
  const { id, title, impact, startedAt, endedAt, components, updates } = incident;
  const [newest] = updates;
  return (
    <article>
      <h4 className="flex items-baseline gap-2 leading-snug font-semibold">
        <span className={colorOf(impact)}>
          <Sign state={impact} className="relative top-[0.14em] size-[1.05em]" />
        </span>
        <a className="min-w-0 decoration-transparent hover:decoration-current" href={`/incidents/${id}`}>
          {title}
        </a>
      </h4>
      {newest && <p className="mt-0.5 max-w-[62ch] whitespace-pre-line text-ink-2">{newest.text}</p>}
      <p className="mt-1 flex flex-wrap gap-x-4 text-s text-ink-3">
        {endedAt !== null && (
          <>
            <span>Resolved after {sayMinutes(endedAt - startedAt)}</span>
            <span>{formatSpan(startedAt, endedAt, zone)}</span>
          </>
        )}
        <span>{components.map(({ name, state }) => `${name}: ${STATE_WORDS[state].toLowerCase()}`).join(", ")}</span>
      </p>
    </article>
  );
}
