import { mapResult } from "@/lib/domain/component-state";
import type { AffectedComponent, EndReason, IncidentRecord } from "@/lib/domain/incident";
import type { StateMapping } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import type { IncidentStatus, IncidentView, UpdateView } from "./page-view";
import type { PublicNames } from "./public-names";
import { isInstant, isSound } from "./sound-record";
import { STATE_WORDS } from "./state-words";

export interface IncidentViewOptions {
  names: PublicNames;
  mapping: StateMapping;
  /** The present states, by slug. */
  states: ReadonlyMap<string, PublicState>;
}

/** An incident in the visitor's words; null when it may not be shown, or cannot be. */
export function describeIncident(record: IncidentRecord, options: IncidentViewOptions): IncidentView | null {
  const { incident } = record;
  if (!isSound(incident)) return null;
  const components = options.names.componentsOf(incident);
  const first = components[0];
  if (first === undefined) return null;
  const impact = mapResult(incident.state, options.mapping);
  const hasEnded = incident.endedAt !== null;
  return {
    id: incident.id,
    title: `${nameAll(first, components.length)}: ${STATE_WORDS[impact].toLowerCase()}`,
    status: statusOf(record),
    impact,
    startedAt: incident.startedAt,
    endedAt: incident.endedAt,
    components: components.map(({ slug, name }) => ({
      slug,
      name,
      state: hasEnded ? impact : (options.states.get(slug) ?? "unknown"),
    })),
    updates: describeUpdates(record, nameAll(first, components.length)),
    reviewUrl: incident.reviewUrl,
  };
}

function nameAll(first: AffectedComponent, count: number): string {
  return count === 1 ? first.name : `${first.name} and ${count - 1} more`;
}

function statusOf({ incident }: IncidentRecord): IncidentStatus {
  if (incident.endedAt !== null) return "resolved";
  return incident.acknowledged ? "identified" : "investigating";
}

function describeUpdates(record: IncidentRecord, name: string): UpdateView[] {
  const { incident } = record;
  const updates: UpdateView[] = [
    automatic(
      "start",
      incident.startedAt,
      "investigating",
      `We noticed a problem with ${name} and are looking into it.`,
    ),
  ];
  for (const update of record.updates.filter(({ createdAt }) => isInstant(createdAt))) {
    const isAfterEnd = incident.endedAt !== null && update.createdAt >= incident.endedAt;
    const status = isAfterEnd ? "resolved" : incident.acknowledged ? "identified" : "investigating";
    const { author, text } = update;
    updates.push({ id: String(update.id), at: update.createdAt, status, text, automatic: false, author });
  }
  if (incident.endedAt !== null && incident.endReason !== null) {
    updates.push(automatic("end", incident.endedAt, "resolved", END_TEXTS[incident.endReason](name)));
  }
  return updates.sort((a, b) => b.at - a.at);
}

function automatic(id: string, at: number, status: IncidentStatus, text: string): UpdateView {
  return { id, at, status, text, automatic: true, author: null };
}

const END_TEXTS = {
  recovered: (name) => `${name} works again.`,
  superseded: (name) => `${name} had worked again before another problem began.`,
  removed: (name) => `${name} is no longer monitored, so that a recovery cannot be confirmed.`,
  unpublished: (name) => `${name} is no longer shown on this page.`,
} satisfies Record<EndReason, (name: string) => string>;
