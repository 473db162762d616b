import type { EpochMs } from "@/lib/domain/time";
import { sayMinutes } from "@/lib/view/duration-words";
import { formatNear } from "@/lib/view/format-time";
import type { IncidentView } from "@/lib/view/page-view";
import { STATUS_WORDS } from "@/lib/view/state-words";
import { Time } from "./time";

/** A card tells so many of the newest updates; the rest stand on the incident's own page. */
const SHOWN = 3;

/** The newest updates, newest first. */
export function UpdateThread({ incident, zone, at }: { incident: IncidentView; zone: string; at: EpochMs }) {
  const { id, title, updates } = incident;
  const hidden = updates.length - SHOWN;
  return (
    <div className="min-w-0 max-w-[62ch]">
      <ol className="thread">
        {updates.slice(0, SHOWN).map((update, index) => (
          <li key={update.id} className="ps-6 pb-4 last:pb-0">
            <p className="flex flex-wrap gap-x-3 text-s leading-relaxed text-ink-3">
              <b className="font-[550] text-ink">{STATUS_WORDS[update.status]}</b>
              <Time at={update.at} zone={zone} format={(then) => formatNear(then, at, zone)} />
              <span>{sayMinutes(at - update.at)} ago</span>
              {update.automatic ? <span className="lozenge">Automatic</span> : <span>{update.author}</span>}
            </p>
            <p className={`whitespace-pre-line ${index === 0 ? "text-base" : "text-ink-2"}`}>{update.text}</p>
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <p className="mt-1 ps-6 text-[0.875rem]">
          <a className="inline-flex min-h-11 items-center text-accent" href={`/incidents/${id}`}>
            {hidden === 1 ? "1 earlier update" : `${hidden} earlier updates`}
            <span className="sr-only"> on {title}</span>
          </a>
        </p>
      )}
    </div>
  );
}
