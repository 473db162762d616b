import type { EpochMs } from "@/lib/domain/time";
import { sayWindow } from "./maintenance-words";
import { escapeMarkup } from "./markup";
import type { IncidentView, MaintenanceView, UpdateView } from "./page-view";
import { STATUS_WORDS } from "./state-words";
import { ENGLISH } from "./words/words-of";

/** One entry of a feed. */
export interface FeedItem {
  /** Names it below the page's address. It never changes: another name would announce it again. */
  name: string;
  /** Path of the page that tells of it. */
  path: string;
  /** Plain text. */
  title: string;
  /** Safe to show. */
  html: string;
  publishedAt: EpochMs;
  changedAt: EpochMs;
}

/** What an entry stands for: all that was said of one thing, or one thing that was said. Chat readers need the latter. */
export type FeedGrain = "incident" | "update";

export interface FeedMatter {
  /** Newest first. */
  incidents: readonly IncidentView[];
  maintenances: readonly MaintenanceView[];
  /** IANA zone in which times are written. */
  timeZone: string;
}

/** The entries of a feed, newest first. */
export function listFeedItems({ incidents, maintenances, timeZone }: FeedMatter, grain: FeedGrain): FeedItem[] {
  if (grain === "update") {
    return [
      ...incidents.flatMap(listIncidentUpdates),
      ...maintenances.flatMap((each) => listMaintenanceUpdates(each, timeZone)),
    ].sort((a, b) => b.publishedAt - a.publishedAt);
  }
  const told = incidents.map(describeIncidentItem);
  // Incidents alone stay in the order that their subscribers know.
  if (maintenances.length === 0) return told;
  const planned = maintenances.map((each) => describeMaintenanceItem(each, timeZone));
  return [...told, ...planned].sort((a, b) => b.publishedAt - a.publishedAt);
}

function pathOfIncident({ id }: IncidentView): string {
  return `/incidents/${id}`;
}

function describeIncidentItem(incident: IncidentView): FeedItem {
  const { title, startedAt, updates, reviewUrl } = incident;
  const path = pathOfIncident(incident);
  const review = reviewUrl === null ? "" : `<p>Review: ${escapeMarkup(reviewUrl)}</p>`;
  const changes = updates.map(({ at, editedAt }) => Math.max(at, editedAt ?? at));
  return {
    name: path,
    path,
    title,
    html: updates.map(describeUpdate).join("") + review,
    publishedAt: startedAt,
    changedAt: Math.max(startedAt, ...changes),
  };
}

function listIncidentUpdates(incident: IncidentView): FeedItem[] {
  return incident.updates.map((update) => {
    const name = `${pathOfIncident(incident)}#update-${update.id}`;
    return {
      name,
      path: name,
      title: `${STATUS_WORDS[update.status]}: ${incident.title}`,
      html: describeUpdate(update),
      publishedAt: update.at,
      changedAt: update.editedAt ?? update.at,
    };
  });
}

/** Whose words an update is where it names nobody. */
const BY_WORDS = {
  automatic: "automatic",
  monitoring: "from the monitoring team",
  person: "",
} satisfies Record<UpdateView["by"], string>;

function describeUpdate({ author, by, status, text }: UpdateView): string {
  return `<p><strong>${STATUS_WORDS[status]}</strong> (${escapeMarkup(author ?? BY_WORDS[by])}): ${escapeMarkup(text)}</p>`;
}

function describeMaintenanceItem(maintenance: MaintenanceView, timeZone: string): FeedItem {
  const { id, title, text, updates, startsAt } = maintenance;
  const path = `/maintenance/${id}`;
  const said = updates.map((update) => {
    return `<p><strong>${ENGLISH.say(`maintenanceTitle.${update.status}`)}</strong>: ${escapeMarkup(update.text)}</p>`;
  });
  const own = updates.some((update) => update.text === text) ? "" : `<p>${escapeMarkup(text)}</p>`;
  // The announcement is the news, and not the begin, which may lie weeks ahead.
  const announcedAt = updates.at(-1)?.at ?? startsAt;
  return {
    name: path,
    path,
    title,
    html: describeWindow(maintenance, timeZone) + own + said.join(""),
    publishedAt: announcedAt,
    changedAt: Math.max(announcedAt, ...updates.map(({ at }) => at)),
  };
}

/** Updates of maintenance have no id of their own: they go by their place, which later ones do not change. */
function listMaintenanceUpdates(maintenance: MaintenanceView, timeZone: string): FeedItem[] {
  const { id, title, updates } = maintenance;
  const path = `/maintenance/${id}`;
  return updates.map(({ at, status, text }, index) => ({
    name: `${path}#update-${updates.length - index}`,
    path,
    title: `${ENGLISH.say(`maintenanceTitle.${status}`)}: ${title}`,
    html: `${describeWindow(maintenance, timeZone)}<p>${escapeMarkup(text)}</p>`,
    publishedAt: at,
    changedAt: at,
  }));
}

function describeWindow(maintenance: MaintenanceView, timeZone: string): string {
  const names = maintenance.components.map(({ name }) => escapeMarkup(name)).join(", ");
  return `<p>${escapeMarkup(sayWindow(maintenance, timeZone, ENGLISH))}: ${names}</p>`;
}
