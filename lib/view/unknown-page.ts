import type { PageView } from "./page-view";

/** The page before anything is known: it says just that, and tries again soon. */
export const UNKNOWN_PAGE: PageView = {
  name: "Service status",
  demo: false,
  timeZone: "UTC",
  publishes: true,
  asOf: null,
  freshUntil: null,
  checkedAt: null,
  refreshMs: 2000,
  groups: [],
  history: null,
  metrics: [],
  activeIncidents: [],
  maintenances: [],
  moreMaintenances: 0,
  pastDays: [],
};
