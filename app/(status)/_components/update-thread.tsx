import type { EpochMs } from "@/lib/domain/time";
import { sayMinutes } from "@/lib/view/duration-words";
import { formatNear } from "@/lib/view/format-time";
import type { IncidentView } from "@/lib/view/page-view";
import { STATUS_WORDS } from "@/lib/view/state-words";
import { Prose } from "./prose";
import { Still } from "./still";
import { Time } from "./time";
import { UpdateAuthor } from "./update-author";

/** A card tells so many of the newest updates; the rest stand on the incident's own page. */
const SHOWN = 3;

interface UpdateThreadProps {
  incident: IncidentView;
  zone: string;
  at: EpochMs;
  /** False while nobody can know whether it still lasts. */
  isConfirmed: boolean;
}

/** The newest updates, newest first. */
export function UpdateThread({ incident, zone, at, isConfirmed }: UpdateThreadProps) {
  const { id, title, updates, updateCount } = incident;
  const shown = updates.slice(0, SHOWN);
  const hidden = updateCount - shown.length;
  return (
    <div className="min-w-0 max-w-[62ch]">
      {isConfirmed && <Still text={incident.still} />}
      <ol className="thread">
        {shown.map((update, index) => (
          <li key={update.id} className="ps-6 pb-4 last:pb-0">
            <p className="flex flex-wrap gap-x-3 text-s leading-relaxed text-ink-3">
              <b className="font-[550] text-ink">{STATUS_WORDS[update.status]}</b>
              <Time at={update.at} zone={zone} format={(then) => formatNear(then, at, zone)} />
              <span>{sayMinutes(at - update.at)} ago</span>
              <UpdateAuthor {...update} />
              {update.editedAt !== null && <span>Edited</span>}
            </p>
            <Prose html={update.html} text={update.text} className={index === 0 ? "text-base" : "text-ink-2"} />
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
