import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import type { ApiComment, ApiIncident, ApiIncidentDetail } from "./api-incidents";
import type { HostRow, ServiceRow, StateCounts } from "./api-objects";
import { FEED_ROUTES } from "./api-reference-feeds";
import { STATUSPAGE_ROUTES } from "./api-reference-statuspage";
import { TEXT_ROUTES } from "./api-reference-texts";
import type { AvailabilityAnswer } from "./availability-answer";
import type { HealthAnswer } from "./health-answer";
import type { HealthDetails } from "./health-details";
import { OPERATOR_ROUTES } from "./operator-api";
import type { Readiness } from "./readiness";
import type { ReportAnswer } from "./sla-report";

export interface ApiParameter {
  name: string;
  where: "path" | "query" | "body";
  required: boolean;
  meaning: string;
}

export interface ApiRoute {
  method: "GET" | "POST" | "PATCH";
  path: string;
  summary: string;
  /** Whether the configured name and password are needed. */
  needsLogin: boolean;
  parameters: readonly ApiParameter[];
  contentType: string;
  /** A short example of the answer: JSON, or text as it is sent. */
  example: unknown;
  statuses: readonly number[];
}

/** What each status code means, wherever it is answered. */
export const STATUS_MEANINGS: Readonly<Record<number, string>> = {
  200: "The answer.",
  201: "It was made; the answer is what was made.",
  304: "Unchanged: the `ETag` that was sent is still the present one.",
  400: "A parameter or the body is wrong; `detail` says what is allowed.",
  401: "A name and a password are needed, or they are wrong; for `/metrics`, the token.",
  403: "Writing is switched off (no credentials are configured), or the request comes from another site; for `/metrics`, from another machine while no token is configured.",
  404: "There is no such thing on show.",
  409: "It makes no sense for this incident as it is now; `detail` says why.",
  413: "The body is longer than 64 KiB.",
  415: "The body is not uncompressed JSON.",
  500: "A fault on our side. It is logged; the answer says nothing of the inside.",
  503: "The service is starting, nothing is known of the past yet, or too many ask at once; `Retry-After` says when to ask again. Of `/api/readyz`: visitors should not be sent here. Of `/api/up`: it is not up, or nobody knows. Of `/api/health` as `application/health+json`: `fail`.",
};

const INCIDENT = {
  id: 42,
  incident_type: "service",
  host_name: "Website",
  service_description: "Website",
  state: "CRITICAL",
  started_at: "2026-11-23T14:05:00.000Z",
  ended_at: null,
  last_check: "2026-11-23T14:31:40.000Z",
  plugin_output: "",
  post_incident_review_url: null,
  acknowledged: true,
  is_active: true,
  title: "Website: major outage",
  status: "identified",
  impact: "critical",
  components: [{ slug: "website", name: "Website", state: "major_outage" }],
  problems: [
    {
      host_name: "Website",
      service_description: "Website",
      state: "CRITICAL",
      is_root: true,
      acknowledged: true,
      started_at: "2026-11-23T14:05:00.000Z",
      ended_at: null,
    },
  ],
  updates: [
    {
      id: "opened-1795442700000",
      status: "investigating",
      text: "We noticed a problem with Website and are looking into it.",
      by: "automatic",
      author: null,
      created_at: "2026-11-23T14:05:00.000Z",
      edited_at: null,
      components: [{ slug: "website", name: "Website", state: "major_outage" }],
    },
  ],
  public_url: "https://status.example.com/incidents/42",
} satisfies ApiIncident;

const COMMENT = {
  id: 7,
  incident_id: 42,
  author: "Operations",
  comment_text: "We have found the cause and are mending it.",
  created_at: "2026-11-23T14:20:00.000Z",
} satisfies ApiComment;

const DETAIL = { incident: INCIDENT, comments: [COMMENT], nagios_comments: [] } satisfies ApiIncidentDetail;

const HOST = {
  host_name: "Website",
  current_state: 0,
  state_name: "UP",
  plugin_output: "",
  last_check: "2026-11-23T14:31:38.000Z",
  is_problem: false,
} satisfies HostRow;

const SERVICE = {
  ...HOST,
  current_state: 2,
  state_name: "CRITICAL",
  last_check: "2026-11-23T14:31:40.000Z",
  is_problem: true,
  service_description: "Website",
} satisfies ServiceRow;

const COUNTS = {
  total_hosts: 3,
  hosts_up: 3,
  hosts_down: 0,
  hosts_unreachable: 0,
  total_services: 8,
  services_ok: 7,
  services_warning: 0,
  services_critical: 1,
  services_unknown: 0,
} satisfies StateCounts;

const HEALTH = {
  status: "degraded",
  last_poll_time: "2026-11-23T14:31:45.210Z",
  status_dat_age_seconds: 12,
  data_is_stale: false,
  active_incidents_count: 1,
  database_accessible: true,
  scheduler_status: {
    is_running: true,
    scheduler_running: true,
    consecutive_failures: 0,
    max_consecutive_failures: 3,
    recovery_attempts: 0,
    last_recovery_time: null,
    health_status: "healthy",
  },
  reasons: [],
  data: {
    as_of: "2026-11-23T14:31:33.000Z",
    fresh_until: "2026-11-23T14:41:33.000Z",
    age_seconds: 12,
    is_fresh: true,
  },
  store: {
    trouble: null,
    database_bytes: 1048576,
    wal_bytes: 32768,
    free_bytes: 8000000000,
    backups: { count: 30, last_time: "2026-11-23T14:00:01.120Z", last_bytes: 917504 },
    restored: null,
  },
  poller: {
    interval_seconds: 30,
    silent_seconds: 3,
    failures_since_good: 0,
    hanging_reads: 0,
    waiting_batches: 0,
  },
  process: { version: "0.1.0", uptime_seconds: 86400, rss_bytes: 120000000, restarts: 0 },
  config: { refused: null },
} satisfies HealthAnswer & HealthDetails;

const PAGE = {
  name: "Service status",
  demo: false,
  timeZone: "Europe/Berlin",
  publishes: true,
  asOf: 1795444293000,
  freshUntil: 1795444893000,
  checkedAt: 1795444305210,
  refreshMs: 30000,
  groups: ["…"],
  history: { dates: ["…"], since: 1787616000000, weights: DEFAULT_WEIGHTS },
  metrics: ["…"],
  activeIncidents: ["…"],
  maintenances: ["…"],
  moreMaintenances: 0,
  pastDays: ["…"],
};

const FIGURES = {
  seconds: {
    operational: 2586600,
    degraded_performance: 0,
    partial_outage: 1200,
    major_outage: 600,
    under_maintenance: 3600,
    unknown: 0,
  },
  uptime_percent: 99.962962,
  uptime_percent_without_maintenance: 99.962911,
  known_percent: 100,
};

const AVAILABILITY = {
  from: "2026-10-24T14:31:00.000Z",
  to: "2026-11-23T14:31:00.000Z",
  time_zone: "Europe/Berlin",
  components: [{ slug: "website", name: "Website", ...FIGURES }],
} satisfies AvailabilityAnswer;

const REPORT = {
  month: "2026-09",
  from: "2026-08-31T22:00:00.000Z",
  to: "2026-09-30T22:00:00.000Z",
  counted_until: "2026-09-30T22:00:00.000Z",
  time_zone: "Europe/Berlin",
  components: [
    {
      slug: "website",
      name: "Website",
      target_percent: 99.9,
      met: true,
      error_budget_seconds: { allowed: 2592, used: 960, left: 1632 },
      ...FIGURES,
    },
  ],
} satisfies ReportAnswer;

const METRICS = `# HELP poller_health_status 1 for the present health, as in /api/health; 0 for the others.
# TYPE poller_health_status gauge
poller_health_status{status="healthy"} 1
poller_health_status{status="degraded"} 0
poller_health_status{status="critical"} 0
…`;

const JSON_TYPE = "application/json";
const READ = { method: "GET", needsLogin: false, contentType: JSON_TYPE } as const;

const HOURS: ApiParameter = {
  name: "hours",
  where: "query",
  required: false,
  meaning: "Only incidents that last, or that ended within so many hours (1 to 87600).",
};
const ID: ApiParameter = { name: "id", where: "path", required: true, meaning: "Number of the incident." };

const FORMAT: ApiParameter = {
  name: "format",
  where: "query",
  required: false,
  meaning: "`json`, or `csv` for a table; so does `Accept: text/csv`.",
};

/** Every route for programs, in the order of the documentation. */
export const API_ROUTES: readonly ApiRoute[] = [
  {
    ...READ,
    path: "/api/health",
    summary:
      "How the service itself is. Always 200: `status` is `stale` when Nagios' data is too old, else `degraded` while incidents last or something is wrong with the service, else `healthy`. `status_dat_age_seconds` is the age of Nagios' data, null when none was read yet. `scheduler_status.health_status` is `healthy`, `degraded` or `critical`. What follows behind `scheduler_status` is sent to this machine, with `Authorization: Bearer` and `health.token`, or to everybody with `health.public_details`: each of `reasons` has `code`, `severity`, `message`, `since` and `runbook`. With `Accept: application/health+json` the answer is a health document (draft-inadarei-api-health-check-06): `status` `pass`, `warn` or, with 503, `fail`, and `checks`.",
    parameters: [],
    example: HEALTH,
    statuses: [200, 500, 503],
  },
  {
    ...READ,
    path: "/api/livez",
    summary: "Whether the process answers. It looks at nothing else: for probes that restart it otherwise.",
    parameters: [],
    example: { status: "alive" },
    statuses: [200, 500],
  },
  {
    ...READ,
    path: "/api/readyz",
    summary:
      "Whether visitors should be sent here: 200 when the service has started, its database is usable and a first poll is done; else 503 with `reasons`, the codes of the runbook, or `draining` before the end.",
    parameters: [],
    example: { status: "not_ready", reasons: ["boot_pending"] } satisfies Readiness,
    statuses: [200, 500, 503],
  },
  {
    ...READ,
    path: "/metrics",
    summary:
      "Figures for Prometheus, in its text format or, when asked for, as OpenMetrics. For this machine, with `Authorization: Bearer` and `health.token`, or for everybody with `health.public_details`. docs/monitoring.md says what each means.",
    parameters: [],
    contentType: "text/plain; version=0.0.4; charset=utf-8",
    example: METRICS,
    statuses: [200, 401, 403, 500],
  },
  {
    ...READ,
    path: "/api/status",
    summary:
      "Counts of the hosts and services on show. What is not known (never checked, frozen, data too old) counts as unknown; a host that is not known counts in the total only.",
    parameters: [],
    example: {
      ...COUNTS,
      active_incidents: 1,
      last_poll: "2026-11-23T14:31:45.210Z",
      data_is_stale: false,
    },
    statuses: [200, 500],
  },
  {
    ...READ,
    path: "/api/hosts",
    summary:
      "The hosts on show. `current_state` is 0 `UP`, 1 `DOWN`, 2 `UNREACHABLE`, or 3 `UNKNOWN` where nothing is known. Only confirmed (HARD) results count. `plugin_output` is empty unless the operator made it public.",
    parameters: [],
    example: [HOST],
    statuses: [200, 304, 500],
  },
  {
    ...READ,
    path: "/api/services",
    summary: "The services on show. `current_state` is 0 `OK`, 1 `WARNING`, 2 `CRITICAL` or 3 `UNKNOWN`.",
    parameters: [],
    example: [SERVICE],
    statuses: [200, 304, 500],
  },
  {
    ...READ,
    path: "/api/incidents",
    summary:
      "Incidents, newest first, at most a thousand. `hours` goes by the end: an incident that lasts is always there. One outage is one incident: `host_name` to `acknowledged` are those of the problem at its root, `problems` are all on objects that are on show (the first hundred), `components` what they touch, `updates` what was said. `impact` is `minor`, `major` or `critical`, `status` is `investigating`, `identified`, `monitoring` or `resolved`; `is_active` is false as soon as the outage is over. `public_url` has no host where `rss.link` is not set.",
    parameters: [
      {
        name: "active_only",
        where: "query",
        required: false,
        meaning: "`true`: only incidents that last. `hours` is ignored then.",
      },
      HOURS,
    ],
    example: [INCIDENT],
    statuses: [200, 400, 500, 503],
  },
  {
    ...READ,
    path: "/api/incidents/{id}",
    summary:
      "One incident, or the one that it was merged into, with what people wrote (`comments`) and what was written in Nagios (`nagios_comments`, empty unless Nagios' own names are public).",
    parameters: [ID],
    example: DETAIL,
    statuses: [200, 404, 500, 503],
  },
  {
    method: "POST",
    path: "/api/incidents/{id}/comments",
    summary: "Adds an update to an incident. It is public at once.",
    needsLogin: true,
    parameters: [
      ID,
      { name: "author", where: "body", required: true, meaning: "Who writes, 1 to 255 characters." },
      { name: "comment_text", where: "body", required: true, meaning: "What is said, 1 to 20000 characters." },
    ],
    contentType: JSON_TYPE,
    example: COMMENT,
    statuses: [201, 400, 401, 403, 404, 409, 413, 415, 500, 503],
  },
  {
    method: "PATCH",
    path: "/api/incidents/{id}/pir",
    summary: "Sets the link to the review of an incident. The answer is the incident.",
    needsLogin: true,
    parameters: [
      ID,
      {
        name: "post_incident_review_url",
        where: "body",
        required: true,
        meaning: "An http or https address, at most 512 characters.",
      },
    ],
    contentType: JSON_TYPE,
    example: { ...INCIDENT, post_incident_review_url: "https://example.com/reviews/42" },
    statuses: [200, 400, 401, 403, 404, 409, 413, 415, 500, 503],
  },
  {
    method: "POST",
    path: "/api/poll",
    summary:
      "Reads Nagios' files now, or joins the poll that runs. It counts like any other poll; `success` tells how it went.",
    needsLogin: true,
    parameters: [],
    contentType: JSON_TYPE,
    example: {
      success: true,
      message: "Poll completed successfully",
      results: {
        timestamp: "2026-11-23T14:31:45.210Z",
        hosts_processed: 3,
        services_processed: 8,
        incidents_created: 0,
        incidents_updated: 1,
        incidents_closed: 0,
        comments_processed: 0,
        errors: [],
      },
    },
    statuses: [200, 401, 403, 500, 503],
  },
  {
    ...READ,
    path: "/api/availability",
    summary:
      "How available components were. `seconds` are whole and add up to the window; what is not known is `unknown`, also in the future. `uptime_percent` is the share of the known time in which it was up, by the weights that the page prints; null when nothing is known. `known_percent` is the share of the window that is known. Percentages are rounded down.",
    parameters: [
      {
        name: "component",
        where: "query",
        required: false,
        meaning: "The `slug` of a component, as in its address on the page; may be repeated. Without it all of them.",
      },
      {
        name: "from",
        where: "query",
        required: false,
        meaning: "Begin, as `2026-11-23T14:05:00Z` or in seconds since 1970. Without it 30 days before `to`.",
      },
      {
        name: "to",
        where: "query",
        required: false,
        meaning: "End, written alike, not included. Without it now. At most 3660 days after `from`.",
      },
      {
        name: "days",
        where: "query",
        required: false,
        meaning:
          "`true`: also by day in the page's time zone, as `days` of each component with `date` and the same figures. At most 400 days, and 50,000 days of components in one answer.",
      },
      FORMAT,
    ],
    example: AVAILABILITY,
    statuses: [200, 304, 400, 404, 500, 503],
  },
  {
    ...READ,
    path: "/api/report",
    summary:
      "A month held against what was promised. `error_budget_seconds` is what the target allows of the month, what was used of it and what is left; time that is not known counts neither way. `met` is null while the month can still be met, where nothing is known, and where nothing was promised.",
    parameters: [
      {
        name: "month",
        where: "query",
        required: false,
        meaning: "As `2026-11`, in the page's time zone. Without it the present one, as far as it has come.",
      },
      FORMAT,
    ],
    example: REPORT,
    statuses: [200, 304, 400, 500, 503],
  },
  {
    ...READ,
    path: "/api/page",
    summary:
      "The data of the public page, as the page itself refreshes it. Times are milliseconds since 1970, UTC. Its own texts are in the operator's language; `/de/api/page` has them in German, and so with every language of the page. Made for the page: fields may change with any version.",
    parameters: [],
    example: PAGE,
    statuses: [200, 304, 500],
  },
  ...FEED_ROUTES,
  ...TEXT_ROUTES,
  ...STATUSPAGE_ROUTES,
  ...OPERATOR_ROUTES,
];

/** What holds for all routes, as paragraphs. */
export const API_NOTES: readonly string[] = [
  "Everything here is public and needs no account, except what is marked *login*. Those routes need the name and password of `api.basic_auth_username` and `api.basic_auth_password` (HTTP Basic); while none are configured they answer 403.",
  "Names: with `components` in the configuration, `host_name` and `service_description` carry the public name of the component that the object belongs to. Nagios' own names appear only where `public.object_names` says so. Nothing that was not chosen appears anywhere.",
  'Times are RFC 3339 in UTC, as `2026-11-23T14:05:00.000Z`. Errors are JSON: `{"detail": "…"}`; of `/api/up`, badges, calendars, frames and below `/api/v2/` they are problem documents (RFC 9457).',
  "Whoever asks more than 60 times in a minute for what has to be worked out (availability, reports, filtered incidents and feeds) is answered 429, with `Retry-After`.",
  "Routes that answer 304 send an `ETag`; send it back in `If-None-Match`. Scripts of other sites may read answers only where `api.cors_origins` names their origin, those below `/api/v2/`, badges and `/embed/status.json` everywhere, and may never write.",
];
