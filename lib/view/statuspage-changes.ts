import type { IncidentStatus } from "@/lib/domain/incident";
import type { AffectedView, UpdateView } from "./page-view";
import type { StatuspageIds } from "./statuspage-ids";
import type { V2AffectedComponent } from "./statuspage-shape";
import { STATUS_OF } from "./statuspage-status";

const OVER: readonly IncidentStatus[] = ["monitoring", "resolved"];

/**
 * Answers what each update of an incident changed for its components; updates come oldest first. A component that an update
 * does not name was not affected then. Null where nothing is recorded: an update that names none and does not say that it
 * is over tells nothing of them, and must not make them well.
 */
export function createComparison(ids: StatuspageIds) {
  let before: readonly AffectedView[] = [];
  return ({ status, components: after }: UpdateView): V2AffectedComponent[] | null => {
    if (after.length === 0 && !OVER.includes(status)) return null;
    const changed = list(before, after, ids);
    before = after;
    return changed.length === 0 ? null : changed;
  };
}

function list(before: readonly AffectedView[], after: readonly AffectedView[], ids: StatuspageIds) {
  const [old, present] = [before, after].map((views) => new Map(views.map(({ slug, state }) => [slug, state])));
  const names = new Map([...before, ...after].map(({ slug, name }) => [slug, name]));
  return [...names].map(([slug, name]) => ({
    code: ids.component(slug),
    name,
    old_status: STATUS_OF[old?.get(slug) ?? "operational"],
    new_status: STATUS_OF[present?.get(slug) ?? "operational"],
  }));
}
