import type { Config } from "@/lib/config/config";
import type { OperationEvent } from "@/lib/domain/operation";
import { SECOND_MS } from "@/lib/domain/time";
import { createPing } from "@/lib/notify/ping";
import type { Clock } from "@/lib/platform/clock";
import type { WritableLog } from "@/lib/platform/create-log";
import { createPoller } from "@/lib/poller/poller";
import { createSiteReader } from "@/lib/poller/read-site";
import { createSourceReader } from "@/lib/poller/read-source";
import { createRound } from "@/lib/poller/round";
import { EXIT } from "./exit-codes";
import { findSource } from "./find-source";
import { dropForeignPage, keptPagePath } from "./kept-publication";
import { getMetrics } from "./metrics";
import { openOwnStore } from "./open-own-store";
import { stopProcess } from "./process-state";
import { describeSettings } from "./public-settings";
import { createPublisher } from "./publisher";
import { getRuntime, type Service } from "./runtime";

export interface ComposeInput {
  config: Config;
  /** Folder of the project: migrations and the demo's data are found from here. */
  root: string;
  clock: Clock;
  log: WritableLog;
  /** Takes how to undo each step; unwound from the end. */
  undo: (() => void | Promise<void>)[];
}

/** The composition root: puts the parts together and starts the poller. Rejects when one cannot be had. */
export async function compose({ config, root, clock, log, undo }: ComposeInput): Promise<Service> {
  const runtime = getRuntime();
  const { record } = runtime;
  const metrics = getMetrics();
  const note = (event: OperationEvent) => {
    record.note(event);
    metrics.onEvent(event);
  };
  const source = await findSource({ config, root, clock, log });
  undo.push(source.stop);
  const settings = describeSettings(config, source);
  const keptPath = keptPagePath(source.databasePath);
  await dropForeignPage(keptPath, settings.choice);
  if (runtime.publication?.choice !== settings.choice) runtime.publication = null;
  const store = await openOwnStore({ config, root, clock, log, source, note });
  undo.push(() => store.close());
  undo.push(record.keepIn(store));
  const site = createSiteReader({
    reader: createSourceReader(),
    files: source.files,
    selection: source.selection,
    clock,
    log,
  });
  const round = createRound({
    site,
    store,
    mapping: config.mapping,
    intervalMs: source.pollIntervalMs,
    stalenessThresholdMs: settings.stalenessThresholdMs,
    retentionMs: config.incidents.retentionMs,
    pullComments: config.comments.pullNagiosComments,
    publish: createPublisher({ keptPath, settings, clock, log }),
    clock,
    log,
  });
  const ping = config.health.pingUrl === null ? null : createPing({ url: config.health.pingUrl, clock, log });
  if (ping !== null) undo.push(ping.stop);
  const deadlineMs = deadlineFor(source.pollIntervalMs);
  const poller = createPoller({
    runRound: round.run,
    policy: { ...config.polling, intervalMs: source.pollIntervalMs, deadlineMs },
    clock,
    log,
    onEvent: note,
    onPoll(sample) {
      record.sample(sample);
      metrics.onPoll(sample);
      if (sample.result === "good") ping?.onGoodPoll();
    },
    onGiveUp(why) {
      log.error(`The poller cannot be recovered within this process, which ends for it: ${why}`);
      stopProcess(EXIT.pollerLost);
    },
    gauges: () => ({ hangingReads: site.hanging(), waitingBatches: round.waiting() }),
  });
  poller.start();
  undo.push(() => poller.stop());
  const { statusPath, objectCachePath } = source.files;
  return {
    config,
    settings,
    source: { statusPath, objectCachePath },
    pollIntervalMs: source.pollIntervalMs,
    deadlineMs,
    watched: round.watched,
    store,
    poller,
    refresh: round.refresh,
    log,
  };
}

/** A round may take as long as the interval, but a large site on a busy machine needs its time, and none for ever. */
function deadlineFor(intervalMs: number): number {
  return Math.min(Math.max(intervalMs, 15 * SECOND_MS), 60 * SECOND_MS);
}
