import type { ApiRoute } from "./api-reference";
import type {
  V2Component,
  V2ComponentsAnswer,
  V2Incident,
  V2IncidentsAnswer,
  V2Maintenance,
  V2MaintenancesAnswer,
  V2StatusAnswer,
} from "./statuspage-shape";
import type { UpAnswer } from "./up-answer";

const READ = { method: "GET", needsLogin: false, parameters: [], contentType: "application/json" } as const;
const FILE = { ...READ, statuses: [200, 304, 500] as const };

const FRAME = {
  page: {
    id: "3660315a9af3",
    name: "Service status",
    url: "https://status.example.com",
    time_zone: "Europe/Berlin",
    updated_at: "2026-11-23T14:31:33.000Z",
  },
  x_data: { as_of: "2026-11-23T14:31:33.000Z", stale: false, unknown_components: [] },
};

const COMPONENT = {
  id: "860da72c029d",
  name: "Website",
  status: "major_outage",
  created_at: "2026-08-25T00:00:00.000Z",
  updated_at: "2026-11-23T14:05:00.000Z",
  position: 1,
  description: null,
  showcase: true,
  start_date: null,
  group_id: null,
  page_id: FRAME.page.id,
  group: false,
  only_show_if_degraded: false,
} satisfies V2Component;

const INCIDENT = {
  id: "9eed19f9b206",
  name: "Website: major outage",
  status: "investigating",
  created_at: "2026-11-23T14:05:00.000Z",
  updated_at: "2026-11-23T14:05:00.000Z",
  monitoring_at: null,
  resolved_at: null,
  shortlink: "https://status.example.com/incidents/42",
  started_at: "2026-11-23T14:05:00.000Z",
  page_id: FRAME.page.id,
  incident_updates: [
    {
      id: "d01e3120a1b3",
      status: "investigating",
      body: "We noticed a problem with Website and are looking into it.",
      incident_id: "9eed19f9b206",
      created_at: "2026-11-23T14:05:00.000Z",
      updated_at: "2026-11-23T14:05:00.000Z",
      display_at: "2026-11-23T14:05:00.000Z",
      affected_components: [
        { code: COMPONENT.id, name: "Website", old_status: "operational", new_status: "major_outage" },
      ],
      deliver_notifications: false,
      custom_tweet: null,
      tweet_id: null,
    },
  ],
  components: [COMPONENT],
  impact: "critical",
} satisfies V2Incident;

const MAINTENANCE = {
  ...INCIDENT,
  id: "f24b6e21e308",
  name: "Maintenance of Website",
  status: "scheduled",
  created_at: "2026-11-20T09:00:00.000Z",
  updated_at: "2026-11-20T09:00:00.000Z",
  started_at: "2026-11-28T20:00:00.000Z",
  shortlink: "https://status.example.com/maintenance/7",
  incident_updates: [],
  impact: "maintenance",
  scheduled_for: "2026-11-28T20:00:00.000Z",
  scheduled_until: "2026-11-28T22:00:00.000Z",
} satisfies V2Maintenance;

const STATUS = {
  ...FRAME,
  status: { indicator: "critical", description: "Major System Outage" },
} satisfies V2StatusAnswer;
const COMPONENTS = { ...FRAME, components: [COMPONENT] } satisfies V2ComponentsAnswer;
const INCIDENTS = { ...FRAME, incidents: [INCIDENT] } satisfies V2IncidentsAnswer;
const MAINTENANCES = { ...FRAME, scheduled_maintenances: [MAINTENANCE] } satisfies V2MaintenancesAnswer;

/** The form that most programs that read status pages speak, and the shortest of all answers. */
export const STATUSPAGE_ROUTES: readonly ApiRoute[] = [
  {
    ...READ,
    path: "/api/up",
    summary:
      "Whether it is up, for programs that look at nothing else: 200 when the page, or the component, is operational or under maintenance; 503 when it is disrupted, and when that is not known, as while the data is too old. `state` says which.",
    parameters: [
      {
        name: "component",
        where: "query",
        required: false,
        meaning: "The `slug` of a component, as in its address on the page. Without it the whole page.",
      },
    ],
    example: { state: "operational", as_of: "2026-11-23T14:31:33.000Z" } satisfies UpAnswer,
    statuses: [200, 404, 500, 503],
  },
  {
    ...FILE,
    path: "/api/v2/summary.json",
    summary:
      "The page in the form of the Statuspage API, version 2: its status, its components, the incidents that are not resolved, and the maintenance that comes or is under way. The form has no word for a state that is not known: such a component is `degraded_performance`, `indicator` is `minor` at least, `description` begins with `Status Unknown`, and `x_data` tells how old the data is and which components it concerns. Ids never change. All files below `/api/v2/` may be read by scripts of every site, and kept for 30 seconds. Each is tested with `statuspage.js`, a client published on npm.",
    example: { ...COMPONENTS, incidents: ["…"], scheduled_maintenances: ["…"], status: STATUS.status },
  },
  {
    ...FILE,
    path: "/api/v2/status.json",
    summary:
      "The status of the whole page. `indicator` is `none`, `minor`, `major` or `critical`: the worst of the components and of the incidents that last. Maintenance is `none`.",
    example: STATUS,
  },
  {
    ...FILE,
    path: "/api/v2/components.json",
    summary:
      "The components, each group (`group` is true, `components` are the ids of its members) before its members. A group is as bad as its worst member.",
    example: COMPONENTS,
  },
  {
    ...FILE,
    path: "/api/v2/incidents.json",
    summary:
      "The 50 newest incidents. `postmortem` is resolved and has a review. `affected_components` of an update tells how each was before and since; null where that is not recorded.",
    example: INCIDENTS,
  },
  {
    ...FILE,
    path: "/api/v2/incidents/unresolved.json",
    summary: "The incidents that are not resolved, newest first.",
    example: INCIDENTS,
  },
  {
    ...FILE,
    path: "/api/v2/scheduled-maintenances.json",
    summary: "The 50 newest maintenances. One that was cancelled is `completed`; its last update says so.",
    example: MAINTENANCES,
  },
  {
    ...FILE,
    path: "/api/v2/scheduled-maintenances/upcoming.json",
    summary: "The maintenance that is to come, by its begin.",
    example: MAINTENANCES,
  },
  {
    ...FILE,
    path: "/api/v2/scheduled-maintenances/active.json",
    summary: "The maintenance that is under way.",
    example: MAINTENANCES,
  },
  {
    ...READ,
    path: "/api/openapi.json",
    summary: "These routes, without the operator's, as OpenAPI 3.1.",
    example: { openapi: "3.1.1", info: { title: "Vitrine" }, paths: {} },
    statuses: [200, 304, 500],
  },
];
