import * as z from "zod";
import { DEFAULT_INCIDENT_RULES, DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { SECOND_MS } from "@/lib/domain/time";
import { LANGUAGES } from "@/lib/domain/words";
import { accentColor } from "./color";
import { COMPONENT, SERVICE } from "./component-schema";
import { METRIC } from "./metric-schema";
import { isRawMap } from "./raw";
import {
  choice,
  describeSetting,
  emailAddress,
  flag,
  fraction,
  list,
  origin,
  pageLink,
  secretText,
  text,
  timeZone,
  webAddress,
  wholeNumber,
} from "./setting";
import { TEMPLATES } from "./template-schema";

const path = () => text("the path of a file").optional();
const names = (what: string) => list(text("a name, or a pattern with * and ?"), `a list of ${what}`).optional();
const YEAR_SECONDS = 31_536_000;

const NAGIOS = z.strictObject({
  config_path: describeSetting(path(), {
    env: "NAGIOS_CFG_PATH",
    meaning: "Nagios' main file. It names all the others.",
    fallback: "the usual places",
  }),
  status_dat_path: describeSetting(path(), {
    env: "NAGIOS_STATUS_DAT_PATH",
    meaning: "Nagios' status file. A path given on its own wins over `nagios.cfg`.",
    fallback: "what nagios.cfg says, else the usual places",
  }),
  object_cache_path: describeSetting(path(), {
    env: "NAGIOS_OBJECT_CACHE_PATH",
    meaning: "Nagios' object cache: groups, aliases, parents.",
    fallback: "what nagios.cfg says, else beside the status file",
  }),
  log_path: describeSetting(path(), {
    env: "NAGIOS_LOG_PATH",
    meaning: "Nagios' log: the past is read from it.",
    fallback: "what nagios.cfg says, else beside the status file",
  }),
  log_archive_path: describeSetting(text("the path of a directory").optional(), {
    env: "NAGIOS_LOG_ARCHIVE_PATH",
    meaning: "The directory of Nagios' rotated logs.",
    fallback: "what nagios.cfg says, else `archives` beside the log",
  }),
  hostgroups: describeSetting(names("host groups"), {
    env: "NAGIOS_HOSTGROUPS",
    meaning: "Host groups whose hosts are shown, each under its own name.",
  }),
  servicegroups: describeSetting(names("service groups"), {
    env: "NAGIOS_SERVICEGROUPS",
    meaning: "Service groups whose services are shown, each under its own name.",
  }),
  hosts: describeSetting(names("host names"), { env: "NAGIOS_HOSTS", meaning: "Hosts that are shown." }),
  services: describeSetting(list(SERVICE, "a list of services").optional(), {
    env: "NAGIOS_SERVICES",
    meaning: "Services that are shown: `{host_name, service_description}`; in the environment `host:service`.",
  }),
});

const POLLING = z.strictObject({
  interval_seconds: describeSetting(wholeNumber(1, 86_400).default(300), {
    env: "POLL_INTERVAL_SECONDS",
    meaning: "How often Nagios' files are read. An unchanged file costs next to nothing.",
  }),
  staleness_threshold_seconds: describeSetting(wholeNumber(1, 604_800).default(600), {
    env: "STALENESS_THRESHOLD_SECONDS",
    meaning: "Data of Nagios that is older than this is no longer called current: everything turns unknown.",
  }),
  max_consecutive_failures: describeSetting(wholeNumber(1, 1000).default(3), {
    env: "POLL_MAX_CONSECUTIVE_FAILURES",
    meaning: "After so many failed polls in a row the poller recovers itself.",
  }),
  enable_auto_recovery: describeSetting(flag().default(true), {
    env: "POLL_ENABLE_AUTO_RECOVERY",
    meaning: "Whether the poller recovers itself.",
  }),
  min_recovery_interval_seconds: describeSetting(wholeNumber(1, 86_400).default(300), {
    env: "POLL_MIN_RECOVERY_INTERVAL_SECONDS",
    meaning: "The least time between two recoveries.",
  }),
});

const DATABASE = z.strictObject({
  path: describeSetting(text("the path of a file").default("./data/status.db"), {
    env: "DATABASE_PATH",
    meaning: "The SQLite database. Its directory must be writable.",
  }),
});

const BACKUP = z.strictObject({
  path: describeSetting(text("the path of a directory").optional(), {
    env: "BACKUP_PATH",
    meaning: "Where backups and the journal of changes are kept; another disk than the database's is better.",
    fallback: "`backups` beside the database",
  }),
  keep_hours: describeSetting(wholeNumber(1, 1000).default(24), {
    env: "BACKUP_KEEP_HOURS",
    meaning: "For how many hours each hourly backup is kept.",
  }),
  keep_days: describeSetting(wholeNumber(0, 3660).default(7), {
    env: "BACKUP_KEEP_DAYS",
    meaning: "For how many days one backup a day is kept.",
  }),
});

const HEALTH = z.strictObject({
  ping_url: describeSetting(webAddress().optional(), {
    env: "HEALTH_PING_URL",
    meaning: "Asked after good polls, at most once a minute: a dead man's switch elsewhere notices when it stops.",
    fallback: "none",
    secret: true,
  }),
  public_details: describeSetting(flag().default(false), {
    env: "HEALTH_PUBLIC_DETAILS",
    meaning: "Whether everybody may read the reasons in `/api/health`, and `/metrics`. Else this machine and `token`.",
  }),
  token: describeSetting(
    secretText()
      .refine((value) => /^[\x21-\x7e]{16,}$/.test(value))
      .describe("at least 16 letters, digits or signs without blanks")
      .optional(),
    {
      env: "HEALTH_TOKEN",
      meaning: "Sent as `Authorization: Bearer …`, it opens the details and `/metrics` to other machines.",
      fallback: "unset",
      secret: true,
    },
  ),
});

const SMTP = z.strictObject({
  host: describeSetting(text("a host name").default("localhost"), {
    env: "ALERTS_SMTP_HOST",
    meaning: "The mail server that takes alerts.",
  }),
  port: describeSetting(wholeNumber(1, 65_535).default(25), {
    env: "ALERTS_SMTP_PORT",
    meaning: "Its port: 25, 587 with STARTTLS, 465 with TLS from the first byte.",
  }),
  security: describeSetting(choice(["opportunistic", "starttls", "tls", "none"]).default("opportunistic"), {
    env: "ALERTS_SMTP_SECURITY",
    meaning: "`starttls` and `tls` insist on encryption; `opportunistic` takes it when it is offered.",
  }),
  username: describeSetting(text().optional(), {
    env: "ALERTS_SMTP_USERNAME",
    meaning: "The name for the mail server, when it asks for one.",
    fallback: "unset",
  }),
  password: describeSetting(secretText().optional(), {
    env: "ALERTS_SMTP_PASSWORD",
    meaning: "The password that belongs to it.",
    fallback: "unset",
    secret: true,
  }),
});

const ALERTS = z.strictObject({
  email_to: describeSetting(list(emailAddress(), "a list of addresses").optional(), {
    env: "ALERTS_EMAIL_TO",
    meaning: "Who is told by e-mail when this service itself is not well.",
    fallback: "nobody",
  }),
  email_from: describeSetting(emailAddress().optional(), {
    env: "ALERTS_EMAIL_FROM",
    meaning: "The sender of these mails.",
    fallback: "`vitrine@` and the name of this machine",
  }),
  smtp: SMTP.prefault({}),
  webhook_url: describeSetting(webAddress().optional(), {
    env: "ALERTS_WEBHOOK_URL",
    meaning: "Gets the same alerts as JSON by POST.",
    fallback: "none",
    secret: true,
  }),
  webhook_secret: describeSetting(
    secretText()
      .refine((value) => /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value))
      .describe("`whsec_` and at least 24 bytes in base64")
      .optional(),
    {
      env: "ALERTS_WEBHOOK_SECRET",
      meaning: "Signs them, as Standard Webhooks says.",
      fallback: "unset: not signed",
      secret: true,
    },
  ),
});

const PROCESS = z.strictObject({
  memory_limit_mb: describeSetting(wholeNumber(64, 1_000_000).optional(), {
    env: "PROCESS_MEMORY_LIMIT_MB",
    meaning: "The server restarts in good order before it uses more memory than this.",
    fallback: "85 % of the container's limit or of the machine's memory",
  }),
});

const credentialsOf = (prefix: string, meaning: string) => ({
  basic_auth_username: describeSetting(
    text("a name without a colon")
      .refine((name) => !name.includes(":"))
      .optional(),
    { env: `${prefix}_BASIC_AUTH_USERNAME`, meaning, fallback: "unset" },
  ),
  basic_auth_password: describeSetting(secretText().optional(), {
    env: `${prefix}_BASIC_AUTH_PASSWORD`,
    meaning: "The password that belongs to it. Name and password are given together or not at all.",
    fallback: "unset",
    secret: true,
  }),
});

const API = z.strictObject({
  host: describeSetting(
    text("an address or a host name")
      .refine((host) => !/[\s/]/.test(host))
      .default("0.0.0.0"),
    {
      env: "API_HOST",
      meaning: "The address to listen on. `127.0.0.1` behind a proxy on the same machine.",
    },
  ),
  port: describeSetting(wholeNumber(1, 65_535).default(8000), { env: "API_PORT", meaning: "The port to listen on." }),
  cors_origins: describeSetting(list(origin(), "a list of origins").optional(), {
    env: "API_CORS_ORIGINS",
    meaning: "Origins whose scripts may read the API. `*` allows all, never with credentials.",
    fallback: "none",
  }),
  ...credentialsOf("API", "Who may write (updates, review links, polls). Unset: nobody."),
});

const GRAPH = z.strictObject({
  nagiosgraph_url: describeSetting(webAddress().optional(), {
    env: "GRAPH_NAGIOSGRAPH_URL",
    meaning: "Where nagiosgraph answers.",
    fallback: "unset: no graphs",
  }),
  signing_secret: describeSetting(secretText().optional(), {
    env: "GRAPH_SIGNING_SECRET",
    meaning: "Signs the addresses of graphs.",
    fallback: "unset: no graphs",
    secret: true,
  }),
  default_ttl_seconds: describeSetting(wholeNumber(1, YEAR_SECONDS).default(604_800), {
    env: "GRAPH_DEFAULT_TTL_SECONDS",
    meaning: "How long a signed address works.",
  }),
  ...credentialsOf("GRAPH", "The name for nagiosgraph, when it asks for one."),
});

const RSS = z.strictObject({
  title: describeSetting(text().optional(), {
    env: "RSS_TITLE",
    meaning: "Title of the feeds.",
    fallback: "System Status",
  }),
  description: describeSetting(text().default("Current and past incidents"), {
    env: "RSS_DESCRIPTION",
    meaning: "Description of the feeds.",
  }),
  link: describeSetting(webAddress().optional(), {
    env: "RSS_LINK",
    meaning:
      "The public address of this page. Feed entries are named after it: changing it announces every old incident anew.",
    fallback: "the address that is asked for",
  }),
  max_items: describeSetting(wholeNumber(1, 1000).default(50), {
    env: "RSS_MAX_ITEMS",
    meaning: "The most entries of a feed.",
  }),
});

const state = () => choice(PUBLIC_STATES);
const HOST_STATES = z.strictObject({
  down: describeSetting(state().default("major_outage"), { meaning: "What a host that is DOWN stands for." }),
  unreachable: describeSetting(state().default("major_outage"), { meaning: "What an UNREACHABLE host stands for." }),
});
const SERVICE_STATES = z.strictObject({
  warning: describeSetting(state().default("degraded_performance"), { meaning: "What WARNING stands for." }),
  critical: describeSetting(state().default("major_outage"), { meaning: "What CRITICAL stands for." }),
  unknown: describeSetting(state().default("unknown"), { meaning: "What UNKNOWN stands for." }),
});

/** Nagios writes its states in capitals, and so do those who configure it. */
function lowerKeys(value: unknown): unknown {
  if (!isRawMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]));
}

const STATES = z.strictObject({
  host: z.preprocess(lowerKeys, HOST_STATES).prefault({}),
  service: z.preprocess(lowerKeys, SERVICE_STATES).prefault({}),
});

const PUBLIC = z.strictObject({
  object_names: describeSetting(flag().optional(), {
    env: "PUBLIC_OBJECT_NAMES",
    meaning: "Whether Nagios' own names of the chosen hosts and services may be shown.",
    fallback: "false with `components`; true with `nagios.hosts` and its like",
  }),
  plugin_output: describeSetting(flag().default(false), {
    env: "PUBLIC_PLUGIN_OUTPUT",
    meaning: "Whether the output of plugins may be shown. It often holds addresses and versions.",
  }),
  embed_origins: describeSetting(list(origin(), "a list of origins").optional(), {
    env: "PUBLIC_EMBED_ORIGINS",
    meaning: "Sites that may frame `/embed`. `*` allows all. No other page may ever be framed.",
    fallback: "none but this page's own",
  }),
});

const PAGE = z.strictObject({
  name: describeSetting(text().optional(), {
    env: "PAGE_NAME",
    meaning: "Name of the page: your organisation's.",
    fallback: "rss.title when set, else Service status",
  }),
  time_zone: describeSetting(timeZone().optional(), {
    env: "PAGE_TIME_ZONE",
    meaning: "The zone in which days begin and times are written.",
    fallback: "the machine's",
  }),
  language: describeSetting(choice(LANGUAGES).default("en"), {
    env: "PAGE_LANGUAGE",
    meaning: "The language of pages where nobody asks for another, and of feeds and all else for programs.",
  }),
  logo: describeSetting(path(), {
    env: "PAGE_LOGO",
    meaning: "Your logo beside the name: SVG or PNG, at most 256 KiB. It is shown 32 pixels high.",
    fallback: "the mark of this program",
  }),
  logo_dark: describeSetting(path(), {
    env: "PAGE_LOGO_DARK",
    meaning: "The same for dark screens.",
    fallback: "`page.logo`",
  }),
  accent: describeSetting(accentColor("light").optional(), {
    env: "PAGE_ACCENT",
    meaning: "The colour of links and focus on light screens. States keep their own colours.",
    fallback: "`#573a8e`",
  }),
  accent_dark: describeSetting(accentColor("dark").optional(), {
    env: "PAGE_ACCENT_DARK",
    meaning: "The same on dark screens.",
    fallback: "`#bfa9f5`",
  }),
  style: describeSetting(path(), {
    env: "PAGE_STYLE",
    meaning:
      "A CSS file of yours, after the page's own: at most 64 KiB, without `@import` and without addresses of elsewhere.",
    fallback: "none",
  }),
  about: describeSetting(text("a text in Markdown").optional(), {
    env: "PAGE_ABOUT",
    meaning: "Who you are and how to reach you, in Markdown: the page `/about`, linked at the foot of each page.",
    fallback: "none",
  }),
  header_links: describeSetting(list(pageLink(), "a list of links").optional(), {
    meaning: "Links at the head of each page: `{label, url}`. Two or three have room.",
    fallback: "none",
  }),
  footer_links: describeSetting(list(pageLink(), "a list of links").optional(), {
    meaning: "Links at the foot of each page: imprint, privacy, contact.",
    fallback: "none",
  }),
});

const LOGGING = z.strictObject({
  level: describeSetting(choice(["debug", "info", "warn", "error"]).default("info"), {
    env: "LOG_LEVEL",
    meaning: "The least important lines that are written.",
  }),
  format: describeSetting(choice(["text", "json"]).default("text"), {
    env: "LOG_FORMAT",
    meaning: "Readable lines, or one JSON object a line.",
  }),
  file: describeSetting(path(), {
    env: "LOG_FILE",
    meaning: "A file to write the log to as well. SIGHUP opens it anew, for logrotate.",
    fallback: "none",
  }),
});

const seconds = (defaultMs: number) => wholeNumber(0, 604_800).default(defaultMs / SECOND_MS);

const INCIDENTS = z.strictObject({
  retention_days: describeSetting(wholeNumber(1, 36_500).default(3650), {
    env: "INCIDENTS_RETENTION_DAYS",
    meaning: "For how many days closed incidents are kept at least.",
  }),
  minimum_seconds: describeSetting(wholeNumber(0, 86_400).default(0), {
    env: "INCIDENTS_MINIMUM_SECONDS",
    meaning: "An outage that was over before a poll saw it, known from the log alone, is told when it was this long.",
  }),
  grouping_window_seconds: describeSetting(seconds(DEFAULT_INCIDENT_RULES.groupingWindowMs), {
    env: "INCIDENTS_GROUPING_WINDOW_SECONDS",
    meaning: "Problems of one component, or with one root, that begin within this time are one incident.",
  }),
  reopening_window_seconds: describeSetting(seconds(DEFAULT_INCIDENT_RULES.reopeningWindowMs), {
    env: "INCIDENTS_REOPENING_WINDOW_SECONDS",
    meaning: "A problem that returns within this time reopens its incident.",
  }),
  monitoring_seconds: describeSetting(seconds(DEFAULT_INCIDENT_RULES.monitoringMs), {
    env: "INCIDENTS_MONITORING_SECONDS",
    meaning: "How long an incident that is over is watched before it is called resolved.",
  }),
  publish: describeSetting(choice(["auto", "review", "off"]).default("auto"), {
    env: "INCIDENTS_PUBLISH",
    meaning:
      "Whether outages become public by themselves (`auto`), as drafts for a person (`review`), or never (`off`).",
  }),
  delay_seconds: describeSetting(wholeNumber(0, 604_800).default(0), {
    env: "INCIDENTS_DELAY_SECONDS",
    meaning: "An incident becomes public when it has lasted this long. It is told with its true begin.",
  }),
  templates: TEMPLATES.prefault({}),
});

const weight = (state: string, value: number) =>
  describeSetting(fraction().default(value), {
    env: `HISTORY_WEIGHTS_${state.toUpperCase()}`,
    meaning: `How much of the time in \`${state}\` counts as down, from 0 to 1.`,
  });

const HISTORY = z.strictObject({
  days: describeSetting(wholeNumber(1, 3660).default(400), {
    env: "HISTORY_DAYS",
    meaning: "How far back Nagios' logs are read at the first start, and for how long changes of state are kept.",
  }),
  soft_days: describeSetting(wholeNumber(1, 3660).default(30), {
    env: "HISTORY_SOFT_DAYS",
    meaning: "For how long unconfirmed (soft) problems are kept; they count in no figure.",
  }),
  weights: z
    .strictObject({
      major_outage: weight("major_outage", DEFAULT_WEIGHTS.major_outage),
      partial_outage: weight("partial_outage", DEFAULT_WEIGHTS.partial_outage),
      degraded_performance: weight("degraded_performance", DEFAULT_WEIGHTS.degraded_performance),
      under_maintenance: weight("under_maintenance", DEFAULT_WEIGHTS.under_maintenance),
    })
    .prefault({}),
});

const COMMENTS = z.strictObject({
  pull_nagios_comments: describeSetting(flag().default(true), {
    env: "COMMENTS_PULL_NAGIOS_COMMENTS",
    meaning: "Whether comments made in Nagios are kept with the incidents.",
  }),
  public_prefix: describeSetting(z.string().trim().default("#public").describe("a text; empty for none"), {
    env: "COMMENTS_PUBLIC_PREFIX",
    meaning:
      "A comment, acknowledgement or downtime in Nagios that begins with this is published, without it. Empty: none is.",
  }),
});

/** The whole file. Section by section in the order of the documentation. */
export const CONFIG_SCHEMA = z.strictObject({
  nagios: NAGIOS.prefault({}),
  components: z.array(COMPONENT).describe("a list of components").optional(),
  metrics: z.array(METRIC).describe("a list of metrics").optional(),
  states: STATES.prefault({}),
  public: PUBLIC.prefault({}),
  page: PAGE.prefault({}),
  polling: POLLING.prefault({}),
  database: DATABASE.prefault({}),
  backup: BACKUP.prefault({}),
  api: API.prefault({}),
  rss: RSS.prefault({}),
  incidents: INCIDENTS.prefault({}),
  history: HISTORY.prefault({}),
  comments: COMMENTS.prefault({}),
  graph: GRAPH.prefault({}),
  health: HEALTH.prefault({}),
  alerts: ALERTS.prefault({}),
  process: PROCESS.prefault({}),
  logging: LOGGING.prefault({}),
});

export type ConfigInput = z.output<typeof CONFIG_SCHEMA>;
