import { join } from "node:path";
import type { Config } from "@/lib/config/config";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createPoller } from "@/lib/poller/poller";
import { createSiteReader } from "@/lib/poller/read-site";
import { createSourceReader } from "@/lib/poller/read-source";
import { createRound } from "@/lib/poller/round";
import { type Opening, openSqliteStore } from "@/lib/store/sqlite/open-sqlite";
import { findSource } from "./find-source";
import { loadKeptPublication } from "./kept-publication";
import { describeSettings } from "./public-settings";
import { createPublisher } from "./publisher";
import { getRuntime, type Service } from "./runtime";

export interface ComposeInput {
  config: Config;
  /** Folder of the project: migrations and the demo's data are found from here. */
  root: string;
  clock: Clock;
  log: Log;
  /** Takes how to undo each step; unwound from the end. */
  undo: (() => void | Promise<void>)[];
}

/** The composition root: puts the parts together and starts the poller. Rejects when one cannot be had. */
export async function compose({ config, root, clock, log, undo }: ComposeInput): Promise<Service> {
  const source = await findSource({ config, root, clock, log });
  undo.push(source.stop);
  const settings = describeSettings(config, source);
  const migrationsFolder = join(root, "drizzle", "sqlite");
  const { store, opening } = await openSqliteStore({ path: source.databasePath, migrationsFolder, at: clock.now() });
  undo.push(() => store.close());
  sayOpening(opening, log);
  getRuntime().publication = await loadKeptPublication(store, source.selection, settings);
  const round = createRound({
    site: createSiteReader({
      reader: createSourceReader(),
      files: source.files,
      selection: source.selection,
      clock,
      log,
    }),
    store,
    mapping: config.mapping,
    stalenessThresholdMs: settings.stalenessThresholdMs,
    retentionMs: config.incidents.retentionMs,
    pullComments: config.comments.pullNagiosComments,
    publish: createPublisher({ store, selection: source.selection, settings, clock, log }),
    clock,
    log,
  });
  const { polling } = config;
  const poller = createPoller({
    runRound: round.run,
    policy: { ...polling, intervalMs: source.pollIntervalMs, deadlineMs: deadlineFor(source.pollIntervalMs) },
    clock,
    log,
  });
  poller.start();
  undo.push(() => poller.stop());
  return { config, settings, store, poller, refresh: round.refresh, log };
}

/** A round may take as long as the interval, but a large site on a busy machine needs its time, and none for ever. */
function deadlineFor(intervalMs: number): number {
  return Math.min(Math.max(intervalMs, 15 * SECOND_MS), 60 * SECOND_MS);
}

function sayOpening(opening: Opening, log: Log): void {
  if (opening.kind === "created") log.info("Created a new database");
  if (opening.kind === "migrated") {
    log.info(`Database brought up to date (${opening.steps.join(", ")}); the old one is kept at ${opening.backupPath}`);
  }
  if (opening.kind === "imported") {
    const { incidents } = opening.counts;
    log.info(`Took over ${incidents} incidents of the predecessor; its database is kept at ${opening.backupPath}`);
  }
}
