import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { nowSeconds, type Site, type SiteObject, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";
import type { Outcome } from "./chaos-row";
import { watchTruth } from "./truth-watch";

/** What the tests of faults read in `/api/health`, with the details that this machine is told. */
export interface HealthBody {
  status: string;
  data_is_stale: boolean;
  status_dat_age_seconds: number | null;
  active_incidents_count: number;
  last_poll_time: string | null;
  scheduler_status: { health_status: string; recovery_attempts: number; is_running: boolean };
  reasons: { code: string; severity: string; message: string }[];
  data: { age_seconds: number | null; is_fresh: boolean };
  store: { backups: { count: number } } | null;
  poller: { hanging_reads: number } | null;
  process: { rss_bytes: number };
}

export interface IncidentRow {
  id: number;
  host_name: string | null;
  started_at: string;
  ended_at: string | null;
}

export interface StageOptions {
  /** More lines of config.yaml, at the end. */
  config?: string;
  env?: Record<string, string>;
  objects?: SiteObject[];
  /** Where Nagios writes; a new folder when absent. */
  nagios?: string;
  /** Where the server reads it, when that is another place. */
  readFrom?: string;
  /** How long Nagios' data is called current; `FRESH_MS` when absent. */
  freshMs?: number;
  /** Milliseconds that are added to the clock in what Nagios writes. */
  aheadMs?: () => number;
}

/** A built server with a small living Nagios beside it: both can be made to fail. */
export interface Stage {
  readonly server: VitrineServer;
  /** Folder of Nagios' files. */
  nagios: string;
  statusPath: string;
  objectsPath: string;
  /** What Nagios writes from now on. */
  show(objects: SiteObject[]): void;
  /** The site as it would be written now. */
  site(more?: Partial<Site>): Site;
  /** Nagios writes its status file twice a second, or stops doing so. */
  feed(): void;
  pause(): void;
  /** Removes whatever stands where the status file should be; Nagios writes again. */
  restore(): void;
  health(): Promise<HealthBody>;
  page(): Promise<string>;
  incidents(): Promise<IncidentRow[]>;
  /** Waits until health says a reason, of that severity where one is given. */
  says(code: string, severity?: "degraded" | "critical"): Promise<string>;
  isWell(): Promise<boolean>;
  /** Ends the server, does something to what it left behind, and starts it again. */
  restart(env?: Record<string, string>, meanwhile?: (folder: string) => void): Promise<void>;
  dispose(): Promise<void>;
}

export const INTERVAL_MS = 1000;
/** Nagios' data is called current for so long. */
export const FRESH_MS = 4000;
/** Three polls after the end of a fault all is well again; twice that on a machine that does other things as well. */
export const WELL_AGAIN_MS = 6000;

export const HEALTHY_SITE: SiteObject[] = [
  { host: "web1" },
  { host: "web1", service: "HTTP" },
  { host: "mail1" },
  { host: "mail1", service: "SMTP" },
];
/** The same with a problem that lasts: nothing may close or repeat its incident. */
export const TROUBLED_SITE: SiteObject[] = [
  ...HEALTHY_SITE.slice(0, 3),
  { host: "mail1", service: "SMTP", state: 2, problemId: 7 },
];

/** Each outage is an incident of its own, over at once: what a fault does to them can be counted. */
const makeConfig = (statusPath: string, freshMs: number, more: string) => `
nagios:
  status_dat_path: ${statusPath}
components:
  - name: Website
    services: [web1/HTTP]
  - name: Mail
    services: [mail1/SMTP]
polling:
  staleness_threshold_seconds: ${freshMs / 1000}
incidents:
  grouping_window_seconds: 0
  reopening_window_seconds: 0
  monitoring_seconds: 0
${more}`;

/** Starts both, and waits until the first poll has shown that all is well. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const nagios = options.nagios ?? mkdtempSync(join(tmpdir(), "vitrine-chaos-"));
  const statusPath = join(nagios, "status.dat");
  const aheadSeconds = () => Math.round((options.aheadMs?.() ?? 0) / 1000);
  let objects = options.objects ?? HEALTHY_SITE;
  let feeder: NodeJS.Timeout | null = null;
  const site = (more: Partial<Site> = {}): Site => ({
    objects,
    hostgroups: { all: objects.filter(({ service }) => service === undefined).map(({ host }) => host) },
    createdAt: nowSeconds() + aheadSeconds(),
    ...more,
  });
  const feed = () => {
    writeSite(nagios, site());
    feeder ??= setInterval(() => writeStatus(nagios, site()), 500);
  };
  const pause = () => {
    if (feeder !== null) clearInterval(feeder);
    feeder = null;
  };
  feed();
  const start = (env: Record<string, string> = {}, folder?: string) =>
    startVitrine({
      config: makeConfig(
        join(options.readFrom ?? nagios, "status.dat"),
        options.freshMs ?? FRESH_MS,
        options.config ?? "",
      ),
      unprivileged: true,
      env: { ...options.env, ...env },
      ...(folder === undefined ? {} : { folder }),
    });
  let server = await start();
  const health = () => server.json<HealthBody>("/api/health");
  const isWell = async () => {
    const { scheduler_status, data_is_stale } = await health();
    return scheduler_status.health_status === "healthy" && !data_is_stale;
  };
  await waitUntil(isWell);
  return {
    get server() {
      return server;
    },
    nagios,
    statusPath,
    objectsPath: join(nagios, "objects.cache"),
    show(next) {
      objects = next;
      if (feeder !== null) writeSite(nagios, site());
    },
    site,
    feed,
    pause,
    restore() {
      rmSync(statusPath, { recursive: true, force: true });
      feed();
    },
    health,
    page: async () => (await server.get("/")).text(),
    incidents: () => server.json<IncidentRow[]>("/api/incidents"),
    async says(code, severity) {
      let seen: HealthBody["reasons"] = [];
      const find = () =>
        seen.find((reason) => reason.code === code && (severity ?? reason.severity) === reason.severity);
      await waitUntil(async () => {
        seen = (await health()).reasons;
        return find() !== undefined;
      }).catch(() => {
        throw new Error(`health never said ${severity ?? ""} ${code}, but ${JSON.stringify(seen)}`);
      });
      return find()?.message ?? "";
    },
    isWell,
    async restart(env, meanwhile) {
      await server.stop();
      meanwhile?.(server.folder);
      server = await start(env, server.folder);
    },
    async dispose() {
      pause();
      await server.dispose();
      rmSync(nagios, { recursive: true, force: true });
    },
  };
}

export interface Fault {
  /** Brings the fault about. Nagios does not write meanwhile. */
  inject(): void | Promise<void>;
  /** Checks what is to be seen while it lasts; answers it in words. */
  check(): Promise<string>;
  /** Ends it; by default what stands in the way is removed and Nagios writes again. */
  heal?(): void | Promise<void>;
  /** When data was written that could still be read. Absent: none since the fault. */
  writtenAt?(): number | null;
  wellAgainMs?: number;
}

/**
 * Injects a fault and ends it again, with an eye on every public output: none may be green on old data. Afterwards
 * all is well within the bound, and incidents are what they were.
 */
export async function endure(stage: Stage, fault: Fault): Promise<Outcome> {
  const before = await stage.incidents();
  let writtenAt: () => number | null = () => Date.now();
  const truth = watchTruth(stage.server, {
    freshMs: FRESH_MS,
    intervalMs: INTERVAL_MS,
    writtenAt: () => writtenAt(),
  });
  stage.pause();
  writtenAt = fault.writtenAt ?? (() => null);
  let observed: string;
  try {
    await fault.inject();
    observed = await fault.check();
  } finally {
    await (fault.heal ?? stage.restore)();
    writtenAt = () => Date.now();
  }
  const endedAt = performance.now();
  await waitUntil(stage.isWell);
  const recoveredMs = performance.now() - endedAt;
  const { lies, looks } = await truth.stop();
  expect(lies).toEqual([]);
  expect(looks).toBeGreaterThan(0);
  expect(await stage.incidents()).toEqual(before);
  expect(recoveredMs).toBeLessThan(fault.wellAgainMs ?? WELL_AGAIN_MS);
  return { observed, recoveredMs };
}

/** Waits until the page says that nothing can be confirmed, with no service called operational. */
export async function turnsGrey(stage: Stage): Promise<void> {
  await waitUntil(async () => (await stage.page()).includes("We cannot confirm the status right now"));
  const { data_is_stale } = await stage.server.json<{ data_is_stale: boolean }>("/api/status");
  expect(data_is_stale).toBe(true);
}

/** Everything that the public may read says that the data is old: none says green. */
export async function isNowhereGreen(stage: Stage): Promise<void> {
  const page = await stage.server.json<{ freshUntil: number }>("/api/page");
  expect(page.freshUntil).toBeLessThan(Date.now());
  const services = await stage.server.json<{ state_name: string }[]>("/api/services");
  expect(services.filter(({ state_name }) => state_name !== "UNKNOWN")).toEqual([]);
  const health = await stage.health();
  expect(health.status).toBe("stale");
  expect(await stage.page()).not.toMatch(/>Operational</);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
