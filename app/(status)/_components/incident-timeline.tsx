import { listChanges } from "@/lib/view/incident-course";
import type { AffectedView, IncidentView, UpdateView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Fill } from "./fill";
import { Prose } from "./prose";
import { StateLabel } from "./state-label";
import { Time } from "./time";
import { TimelineEntry } from "./timeline-entry";
import { UpdateAuthor } from "./update-author";

interface IncidentTimelineProps {
  incident: IncidentView;
  zone: string;
  words: Words;
}

/** Everything that was said, newest first; each update has its own address. */
export function IncidentTimeline({ incident, zone, words }: IncidentTimelineProps) {
  const changes = listChanges(incident.updates);
  return (
    <ol className="thread timeline">
      {incident.updates.map((update, index) => (
        <TimelineEntry
          key={update.id}
          anchor={`update-${update.id}`}
          at={update.at}
          zone={zone}
          title={words.say(`status.${update.status}`)}
          meta={<UpdateMeta update={update} zone={zone} words={words} />}
          words={words}
        >
          <Prose html={update.html} text={update.text} className={index === 0 ? "" : "text-ink-2"} />
          <Changes components={changes.get(update.id) ?? []} words={words} />
        </TimelineEntry>
      ))}
    </ol>
  );
}

function UpdateMeta({ update, zone, words }: { update: UpdateView; zone: string; words: Words }) {
  const { at, editedAt } = update;
  const near = (then: number) => words.dates.formatNear(then, at, zone);
  return (
    <>
      <UpdateAuthor {...update} words={words} />
      {editedAt !== null && (
        <span>
          <Fill
            text={words.raw("update.editedAt")}
            parts={{ time: <Time at={editedAt} zone={zone} words={words} format={near} /> }}
          />
        </span>
      )}
    </>
  );
}

/** More changes than this are counted. */
const MOST_CHANGES = 4;

function Changes({ components, words }: { components: readonly AffectedView[]; words: Words }) {
  if (components.length === 0) return null;
  const told = components.slice(0, MOST_CHANGES);
  const more = components.length - told.length;
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-0.5 text-s text-ink-2">
      {told.map(({ slug, name, state }) => (
        <li key={slug} className="flex flex-wrap gap-x-2">
          {name} <StateLabel state={state}>{words.say(`state.${state}`)}</StateLabel>
        </li>
      ))}
      {more > 0 && <li>{words.count("update.andMore", more)}</li>}
    </ul>
  );
}
