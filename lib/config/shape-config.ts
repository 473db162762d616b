import { dirname, join, resolve } from "node:path";
import type { MetricSpec } from "@/lib/domain/metric";
import type { ComponentSpec, IncidentRules, Members, Selection, Telling } from "@/lib/domain/policy";
import { objectKey } from "@/lib/domain/snapshot";
import { DAY_MS, HOUR_MS, SECOND_MS } from "@/lib/domain/time";
import type { Templates } from "@/lib/domain/words";
import { type Branding, NO_BRANDING } from "./branding";
import type { ComponentInput } from "./component-schema";
import type { Config, Credentials } from "./config";
import type { MetricInput } from "./metric-schema";
import type { ConfigInput } from "./schema";
import { makeSlug } from "./slug";

/** What the guids of feeds began with when no link was configured; subscribers' readers know them so. */
const UNSET_GUID_BASE = "https://status.example.com";

const MIB = 1024 ** 2;

/**
 * Turns the checked file into the units and names of the program. Relative paths begin at `cwd`. What stands in other
 * files is read before.
 */
export function shapeConfig(input: ConfigInput, cwd: string, branding: Branding = NO_BRANDING): Config {
  const selection = shapeSelection(input);
  const path = (given: string | undefined) => (given === undefined ? null : resolve(cwd, given));
  const { nagios, polling, api, graph, rss, page, backup, health, logging } = input;
  const databasePath = resolve(cwd, input.database.path);
  return {
    nagios: {
      configPath: path(nagios.config_path),
      statusPath: path(nagios.status_dat_path),
      objectCachePath: path(nagios.object_cache_path),
      logPath: path(nagios.log_path),
      archivePath: path(nagios.log_archive_path),
    },
    selection,
    metrics: (input.metrics ?? []).map(shapeMetric),
    mapping: input.states,
    polling: {
      pollIntervalMs: polling.interval_seconds * SECOND_MS,
      stalenessThresholdMs: polling.staleness_threshold_seconds * SECOND_MS,
      maxConsecutiveFailures: polling.max_consecutive_failures,
      enableAutoRecovery: polling.enable_auto_recovery,
      minRecoveryIntervalMs: polling.min_recovery_interval_seconds * SECOND_MS,
    },
    database: { path: databasePath },
    backup: {
      folder: path(backup.path) ?? join(dirname(databasePath), "backups"),
      keepMs: backup.keep_hours * HOUR_MS,
      keepDailyMs: backup.keep_days * DAY_MS,
    },
    api: { host: api.host, port: api.port, corsOrigins: api.cors_origins ?? [], credentials: shapeCredentials(api) },
    graph: {
      nagiosgraphUrl: graph.nagiosgraph_url?.replace(/\/+$/, "") ?? null,
      signingSecret: graph.signing_secret ?? null,
      defaultTtlMs: graph.default_ttl_seconds * SECOND_MS,
      credentials: shapeCredentials(graph),
    },
    rss: {
      title: rss.title ?? "System Status",
      description: rss.description,
      link: rss.link?.replace(/\/+$/, "") ?? null,
      guidBase: rss.link ?? UNSET_GUID_BASE,
      maxItems: rss.max_items,
    },
    incidents: {
      retentionMs: input.incidents.retention_days * DAY_MS,
      minimumMs: input.incidents.minimum_seconds * SECOND_MS,
      rules: shapeRules(input),
      telling: shapeTelling(input, {}),
      templates: input.incidents.templates as Templates,
    },
    history: {
      keepMs: input.history.days * DAY_MS,
      keepSoftMs: input.history.soft_days * DAY_MS,
      weights: input.history.weights,
    },
    comments: { pullNagiosComments: input.comments.pull_nagios_comments },
    health: { pingUrl: health.ping_url ?? null, publicDetails: health.public_details, token: health.token ?? null },
    alerts: shapeAlerts(input),
    process: {
      memoryLimitBytes: input.process.memory_limit_mb === undefined ? null : input.process.memory_limit_mb * MIB,
    },
    public: {
      objectNames: input.public.object_names ?? selection.kind === "objects",
      pluginOutput: input.public.plugin_output,
      embedOrigins: input.public.embed_origins ?? [],
    },
    page: {
      name: page.name ?? rss.title ?? "Service status",
      timeZone: page.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      language: page.language,
      branding,
    },
    logging: { format: logging.format, level: logging.level, filePath: path(logging.file) },
  };
}

/** `components` wins whenever it is there, even empty: who empties it wants nothing shown. */
function shapeSelection(input: ConfigInput): Selection {
  const { components, nagios } = input;
  if (components === undefined) {
    return { kind: "objects", members: shapeMembers(nagios), telling: shapeTelling(input, {}) };
  }
  return { kind: "components", components: components.map((component) => shapeComponent(component, input)) };
}

function shapeRules({ incidents, comments }: ConfigInput): IncidentRules {
  return {
    groupingWindowMs: incidents.grouping_window_seconds * SECOND_MS,
    reopeningWindowMs: incidents.reopening_window_seconds * SECOND_MS,
    monitoringMs: incidents.monitoring_seconds * SECOND_MS,
    publicPrefix: comments.public_prefix === "" ? null : comments.public_prefix,
  };
}

function shapeTelling({ incidents }: ConfigInput, own: NonNullable<ComponentInput["incidents"]>): Telling {
  const delaySeconds = own.delay_seconds ?? incidents.delay_seconds;
  return { mode: own.publish ?? incidents.publish, delayMs: delaySeconds * SECOND_MS };
}

function shapeComponent(component: ComponentInput, input: ConfigInput): ComponentSpec {
  return {
    slug: component.slug ?? makeSlug(component.name),
    name: component.name,
    group: component.group ?? null,
    description: component.description ?? null,
    members: shapeMembers(component),
    sla: component.sla ?? null,
    telling: shapeTelling(input, component.incidents ?? {}),
    rule:
      component.at_least === undefined
        ? (component.rule ?? { kind: "worst" })
        : { kind: "at_least", count: component.at_least },
  };
}

function shapeMetric({ name, host, service, value, unit, factor, slow_from: slowFrom }: MetricInput): MetricSpec {
  const key = objectKey(host, service ?? null);
  return { name, key, label: value, unit: unit ?? null, factor: factor ?? 1, slowFrom: slowFrom ?? null };
}

function shapeMembers(chosen: { [Key in keyof Members]?: Members[Key] | undefined }): Members {
  const { hosts = [], services = [], hostgroups = [], servicegroups = [] } = chosen;
  return { hosts, services, hostgroups, servicegroups };
}

function shapeAlerts({ alerts }: ConfigInput): Config["alerts"] {
  const { email_to: to = [], email_from: from, smtp, webhook_url: url, webhook_secret: secret } = alerts;
  const { host, port, security, username, password } = smtp;
  const credentials = username === undefined || password === undefined ? null : { username, password };
  return {
    email: to.length === 0 ? null : { to, from: from ?? null, smtp: { host, port, security, credentials } },
    webhook: url === undefined ? null : { url, secret: secret ?? null },
  };
}

function shapeCredentials(section: {
  basic_auth_username?: string | undefined;
  basic_auth_password?: string | undefined;
}): Credentials | null {
  const { basic_auth_username: username, basic_auth_password: password } = section;
  return username === undefined || password === undefined ? null : { username, password };
}
