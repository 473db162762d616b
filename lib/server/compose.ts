import type { Config } from "@/lib/config/config";
import type { OperationEvent } from "@/lib/domain/operation";
import { SECOND_MS } from "@/lib/domain/time";
import { createPing } from "@/lib/notify/ping";
import type { Clock } from "@/lib/platform/clock";
import type { WritableLog } from "@/lib/platform/create-log";
import { createMetricKeeper } from "@/lib/poller/metric-keeper";
import type { PollSummary } from "@/lib/poller/poll-summary";
import { createPoller, type Poller } from "@/lib/poller/poller";
import { createSiteReader, type SiteReader } from "@/lib/poller/read-site";
import { createSourceReader } from "@/lib/poller/read-source";
import { createRound, type Round, type RoundDeps } from "@/lib/poller/round";
import type { Store } from "@/lib/store/store";
import { composeKeeper } from "./compose-keeper";
import { EXIT } from "./exit-codes";
import { findSource, type Source } from "./find-source";
import { dropForeignPage, keptPagePath } from "./kept-publication";
import { getMetrics } from "./metrics";
import { openOwnStore } from "./open-own-store";
import { stopProcess } from "./process-state";
import { describeSettings, type PublicSettings } from "./public-settings";
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
export async function compose(input: ComposeInput): Promise<Service> {
  const { config, root, clock, log, undo } = input;
  const runtime = getRuntime();
  const source = await findSource({ config, root, clock, log });
  undo.push(source.stop);
  const settings = describeSettings(config, source);
  const keptPath = keptPagePath(source.databasePath);
  await dropForeignPage(keptPath, settings.choice);
  if (runtime.publication?.choice !== settings.choice) runtime.publication = null;
  const store = await openOwnStore({ config, root, clock, log, source, note });
  undo.push(() => store.close());
  undo.push(runtime.record.keepIn(store));
  const listPoints = source.listPoints ?? store.listPoints;
  const metrics = createMetricKeeper(source.metrics, { addPoints: store.addPoints, listPoints });
  void metrics.load();
  undo.push(metrics.stop);
  const { publish, told, close } = createPublisher({ keptPath, settings, metrics, clock, log });
  undo.push(close);
  const { site, round, keeper } = composeRound(input, { source, settings, store, publish });
  const deadlineMs = deadlineFor(source.pollIntervalMs);
  const poller = composePoller(input, { source, site, round, deadlineMs });
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
    history: keeper.facts,
    told,
    store,
    poller,
    refresh: round.refresh,
    log,
  };
}

/** Enters what happened to the service itself into its record and its figures. */
function note(event: OperationEvent): void {
  getRuntime().record.note(event);
  getMetrics().onEvent(event);
}

interface RoundParts {
  source: Source;
  settings: PublicSettings;
  store: Store;
  publish: RoundDeps["publish"];
}

function composeRound({ config, clock, log, undo }: ComposeInput, { source, settings, store, publish }: RoundParts) {
  const { files, selection, metrics } = source;
  const site = createSiteReader({ reader: createSourceReader(), files, selection, metrics, clock, log });
  const keeper = composeKeeper({ config, clock, log, store, files, othersHanging: site.hanging });
  undo.push(keeper.stop);
  const round = createRound({
    site,
    store,
    keeper,
    mapping: config.mapping,
    rules: config.incidents.rules,
    intervalMs: source.pollIntervalMs,
    stalenessThresholdMs: settings.stalenessThresholdMs,
    retentionMs: config.incidents.retentionMs,
    pullComments: config.comments.pullNagiosComments,
    publish,
    clock,
    log,
  });
  return { site, round, keeper };
}

interface PollerParts {
  source: Source;
  site: SiteReader;
  round: Round;
  deadlineMs: number;
}

function composePoller(
  { config, clock, log, undo }: ComposeInput,
  { source, site, round, deadlineMs }: PollerParts,
): Poller<PollSummary> {
  const ping = config.health.pingUrl === null ? null : createPing({ url: config.health.pingUrl, clock, log });
  if (ping !== null) undo.push(ping.stop);
  return createPoller({
    runRound: round.run,
    policy: { ...config.polling, intervalMs: source.pollIntervalMs, deadlineMs },
    clock,
    log,
    onEvent: note,
    onPoll(sample) {
      getRuntime().record.sample(sample);
      getMetrics().onPoll(sample);
      if (sample.result === "good") ping?.onGoodPoll();
    },
    onGiveUp(why) {
      log.error(`The poller cannot be recovered within this process, which ends for it: ${why}`);
      stopProcess(EXIT.pollerLost);
    },
    gauges: () => ({ hangingReads: site.hanging(), waitingBatches: round.waiting() }),
  });
}

/** A round may take as long as the interval, but a large site on a busy machine needs its time, and none for ever. */
function deadlineFor(intervalMs: number): number {
  return Math.min(Math.max(intervalMs, 15 * SECOND_MS), 60 * SECOND_MS);
}
