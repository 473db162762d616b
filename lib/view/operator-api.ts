import type { ApiRoute } from "./api-reference";
import type { OperatorView } from "./operator-view";

const JSON_TYPE = "application/json";

const DASHBOARD = {
  at: 1795444293000,
  moment: "Mon 23 Nov 2026, 14:31:33 CET",
  zone: "Central European Standard Time (CET)",
  timeZone: "Europe/Berlin",
  name: "Service status",
  demo: false,
  status: "healthy",
  headline: "The page is current. Nothing needs a person.",
  stations: ["…"],
  needsPerson: ["…"],
  mendsItself: ["…"],
  incidents: { lasting: ["…"], moreLasting: 0, merged: ["…"] },
  maintenances: { present: ["…"], morePresent: 0, past: ["…"] },
  charts: ["…"],
  log: { today: ["…"], earlier: ["…"], hidden: 0 },
  scheduler: { isRunning: true, rows: ["…"], json: "…" },
  content: ["…"],
  database: ["…"],
  process: ["…"],
  versions: ["…"],
  config: { path: "/etc/vitrine/config.yaml", set: ["…"], defaults: ["…"] },
} satisfies Record<keyof OperatorView, unknown>;

const ACTION = {
  method: "POST",
  needsLogin: true,
  parameters: [],
  contentType: JSON_TYPE,
  statuses: [200, 401, 403, 500, 503],
} as const satisfies Partial<ApiRoute>;

/** The operator's routes: with the configured name and password, and kept by no cache. */
export const OPERATOR_ROUTES: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/admin/health",
    summary:
      "The data of the operator's dashboard (`/admin`), as the dashboard itself refreshes it; it answers while the service cannot start and while the database is down. Made for the dashboard: fields may change with any version. Programs use `/api/health` and `/metrics`.",
    needsLogin: true,
    parameters: [],
    contentType: JSON_TYPE,
    example: DASHBOARD,
    statuses: [200, 401, 403, 500],
  },
  {
    ...ACTION,
    path: "/api/admin/poll",
    summary: "Reads Nagios' files now, as `/api/poll` does; `message` says in words what came of it.",
    example: {
      ok: true,
      message: "Poll complete: 3 hosts, 8 services, 0 incidents created, 1 updated, 0 closed",
    },
  },
  {
    ...ACTION,
    path: "/api/admin/restart-scheduler",
    summary: "Puts a new scheduler in the place of the running one, as self-healing does.",
    example: { ok: true, message: "The scheduler was replaced; the next poll proves it." },
  },
  {
    ...ACTION,
    path: "/api/admin/backup",
    summary: "Makes a backup of the database and verifies it.",
    example: {
      ok: true,
      message: "Backup made and verified: /var/lib/vitrine/backups/vitrine-20261123T133133Z.db (896 KB)",
    },
  },
];
