import { formatNear } from "@/lib/view/format-time";
import { listChanges } from "@/lib/view/incident-course";
import type { AffectedView, IncidentView, UpdateView } from "@/lib/view/page-view";
import { STATUS_WORDS } from "@/lib/view/state-words";
import { Prose } from "./prose";
import { StateLabel } from "./state-label";
import { Time } from "./time";
import { TimelineEntry } from "./timeline-entry";
import { UpdateAuthor } from "./update-author";

/** Everything that was said, newest first; each update has its own address. */
export function IncidentTimeline({ incident, zone }: { incident: IncidentView; zone: string }) {
  const changes = listChanges(incident.updates);
  return (
    <ol className="thread timeline">
      {incident.updates.map((update, index) => (
        <TimelineEntry
          key={update.id}
          anchor={`update-${update.id}`}
          at={update.at}
          zone={zone}
          title={STATUS_WORDS[update.status]}
          meta={<UpdateMeta update={update} zone={zone} />}
        >
          <Prose html={update.html} text={update.text} className={index === 0 ? "" : "text-ink-2"} />
          <Changes components={changes.get(update.id) ?? []} />
        </TimelineEntry>
      ))}
    </ol>
  );
}

function UpdateMeta({ update, zone }: { update: UpdateView; zone: string }) {
  const { at, editedAt } = update;
  return (
    <>
      <UpdateAuthor {...update} />
      {editedAt !== null && (
        <span>
          Edited <Time at={editedAt} zone={zone} format={(then) => formatNear(then, at, zone)} />
        </span>
      )}
    </>
  );
}

/** More changes than this are counted. */
const MOST_CHANGES = 4;

function Changes({ components }: { components: readonly AffectedView[] }) {
  if (components.length === 0) return null;
  const told = components.slice(0, MOST_CHANGES);
  const more = components.length - told.length;
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-0.5 text-s text-ink-2">
      {told.map(({ slug, name, state }) => (
        <li key={slug} className="flex flex-wrap gap-x-2">
          {name} <StateLabel state={state} />
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}
