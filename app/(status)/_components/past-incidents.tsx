import { foldIncidents } from "@/lib/view/fold-incidents";
import { endOf, isWatched } from "@/lib/view/incident-course";
import type { IncidentView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { colorOf, Sign } from "./sign";

interface PastIncidentsProps {
  incidents: readonly IncidentView[];
  zone: string;
  words: Words;
}

/** The incidents of a day; what happened again and again is told once. */
export function PastIncidents({ incidents, zone, words }: PastIncidentsProps) {
  return foldIncidents(incidents).map((fold) =>
    fold.length === 1 ? (
      <PastIncident key={fold[0].id} incident={fold[0]} zone={zone} words={words} />
    ) : (
      <RepeatedIncident key={fold[0].id} incidents={fold} zone={zone} words={words} />
    ),
  );
}

interface PastIncidentProps {
  incident: IncidentView;
  zone: string;
  words: Words;
}

/** An incident on its day: what it was, what a person said last, for how long, and whom it touched. */
function PastIncident({ incident, zone, words }: PastIncidentProps) {
  const { id, title, impact, updates, isBackdated } = incident;
  const said = updates.find(({ by }) => by !== "automatic");
  return (
    <article className="past">
      <h4>
        <Sign state={impact} className={colorOf(impact)} />
        <a href={words.href(`/incidents/${id}`)}>{title}</a>
      </h4>
      {said && (
        <p className="past-said" dir="auto">
          {said.text}
        </p>
      )}
      <p>
        <Course incident={incident} zone={zone} words={words} />
        <Affected incident={incident} words={words} />
        {isBackdated && <span>{words.say("incident.backdated")}</span>}
      </p>
    </article>
  );
}

/** How long it was, and when. */
function Course({ incident, zone, words }: PastIncidentProps) {
  const { startedAt } = incident;
  const end = endOf(incident);
  if (end === null) {
    return <span>{words.say("past.notOver", { time: words.dates.formatClock(startedAt, zone) })}</span>;
  }
  const span = words.minutes(end - startedAt);
  return (
    <>
      <span>{words.say(isWatched(incident) ? "past.over" : "past.resolved", { span })}</span>
      <span>{words.dates.formatSpan(startedAt, end, zone)}</span>
    </>
  );
}

interface RepeatedIncidentProps extends PastIncidentsProps {
  incidents: readonly [IncidentView, ...IncidentView[]];
}

/** The same again and again: its name once, and each time it was. */
function RepeatedIncident({ incidents, zone, words }: RepeatedIncidentProps) {
  const [first] = incidents;
  return (
    <article className="past">
      <h4>
        <Sign state={first.impact} className={colorOf(first.impact)} />
        <span>
          {first.title} <span className="font-normal text-ink-2">· {words.count("past.times", incidents.length)}</span>
        </span>
      </h4>
      <ul>
        {incidents.map((incident) => (
          <li key={incident.id}>
            <a href={words.href(`/incidents/${incident.id}`)}>
              {words.dates.formatSpan(incident.startedAt, endOf(incident) ?? incident.startedAt, zone)}
            </a>
          </li>
        ))}
        <li>
          <Affected incident={first} words={words} />
        </li>
      </ul>
    </article>
  );
}

/** More services than this are counted. */
const MOST_NAMED = 4;

/** Whom it touched, unless the title says it already. */
function Affected({ incident: { title, components, count }, words }: Omit<PastIncidentProps, "zone">) {
  const [first] = components;
  if (count === 1 && first && title.includes(first.name)) return null;
  if (count > MOST_NAMED) return <span>{words.count("affected.count", count)}</span>;
  const named = components.map(({ name, state }) =>
    words.say("past.state", { name, state: words.say(`stateInside.${state}`) }),
  );
  return <span>{words.join(named)}</span>;
}
