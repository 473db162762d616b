import type { UpdateView } from "./page-view";

/** The opaque names under which `/api/v2/` speaks of things. */
export interface StatuspageIds {
  page: string;
  component(slug: string): string;
  group(name: string): string;
  incident(id: number): string;
  update(incidentId: number, updateId: UpdateView["id"]): string;
  maintenance(id: number): string;
  /** `name` tells it from the other updates of the maintenance. */
  maintenanceUpdate(maintenanceId: number, name: string): string;
}

/** As long as the ids that programs know from elsewhere. */
const LENGTH = 12;

/**
 * Makes ids of what names a thing for good, by a digest: the same after a restart, a lost database and on another machine.
 * Nothing of Nagios goes into them. The page has one id whatever it is called.
 */
export function createStatuspageIds(digest: (text: string) => string): StatuspageIds {
  const name = (kind: string, ...parts: readonly (string | number)[]) =>
    digest([kind, ...parts].join(":")).slice(0, LENGTH);
  return {
    page: name("page"),
    component: (slug) => name("component", slug),
    group: (group) => name("group", group),
    incident: (id) => name("incident", id),
    update: (incidentId, updateId) => name("update", incidentId, updateId),
    maintenance: (id) => name("maintenance", id),
    maintenanceUpdate: (id, update) => name("maintenance-update", id, update),
  };
}
