import type { SiteFigures } from "@/lib/domain/availability";
import { judgeAge } from "@/lib/domain/data-age";
import type { Unread } from "@/lib/domain/object-history";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { dateIn } from "@/lib/domain/zone-days";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { MetricKeeper } from "@/lib/poller/metric-keeper";
import type { RoundOutcome } from "@/lib/poller/round";
import { createFigureKeeper } from "./figure-keeper";
import { keepPublication } from "./kept-publication";
import { findKnownUntil } from "./public-history";
import type { PublicSettings } from "./public-settings";
import { makePublication, type Publication, touchPublication } from "./publish";
import { getRuntime } from "./runtime";

/** News are kept at once, but not more often than this; without news the instants are kept every minute. */
const KEEP_NEWS_EVERY_MS = 5 * SECOND_MS;
const KEEP_EVERY_MS = MINUTE_MS;
/** Bars of a page without news are at most so old. */
const FIGURES_EVERY_MS = MINUTE_MS;

/** Incidents and maintenances as the rounds know them, public or not. */
export type Told = Pick<RoundOutcome, "incidents" | "maintenances">;

export interface PublisherDeps {
  /** File of the kept page. */
  keptPath: string;
  settings: PublicSettings;
  /** What was measured; absent where nobody keeps it. */
  metrics?: Pick<MetricKeeper, "take">;
  clock: Clock;
  log: Log;
}

/** Makes the last step of a round: the new publication takes the place of the old one in a single assignment. */
export function createPublisher({ keptPath, settings, metrics, clock, log }: PublisherDeps) {
  let keptAt = Number.NEGATIVE_INFINITY;
  let hasNews = false;
  let isFaulty = false;
  let isKeeping = false;
  let figured: { at: EpochMs; monotonic: number; unread: Unread | null } | null = null;
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;
  let told: Told = { incidents: [], maintenances: [] };
  const { timeZone, mapping, stalenessThresholdMs } = settings;
  const figureKeeper = createFigureKeeper({ timeZone, mapping, toleratedGapMs: stalenessThresholdMs, clock });

  /** One at a time, and nobody waits for it: the disk may hang, and the page must go on. */
  function keep(): void {
    const { publication } = getRuntime();
    const passedMs = clock.monotonic() - keptAt;
    if (publication === null || isKeeping || passedMs < (hasNews ? KEEP_NEWS_EVERY_MS : KEEP_EVERY_MS)) return;
    keptAt = clock.monotonic();
    hasNews = false;
    isKeeping = true;
    void write(publication).finally(() => {
      isKeeping = false;
    });
  }

  async function write(publication: Publication): Promise<void> {
    try {
      await keepPublication(keptPath, publication, settings);
      isFaulty = false;
    } catch (error) {
      // No fault of the round: only a restart would miss the page.
      if (!isFaulty) log.warn("The page could not be kept for a restart", { error: String(error) });
      isFaulty = true;
    }
  }

  /** What the bars need is worked out for news, every minute without any, when the day turns, and as the past is read. */
  function isDue({ history }: RoundOutcome, at: EpochMs): boolean {
    if (figured === null || history.unread !== figured.unread) return true;
    if (clock.monotonic() - figured.monotonic >= FIGURES_EVERY_MS) return true;
    return dateIn(settings.timeZone, at) !== dateIn(settings.timeZone, figured.at);
  }

  async function makeFigures({ snapshot, history, readAt }: RoundOutcome, at: EpochMs): Promise<SiteFigures | null> {
    if (snapshot === null) return null;
    const asOf = snapshot.createdAt;
    const { freshUntil } = judgeAge(asOf, at, settings.stalenessThresholdMs, readAt);
    figured = { at, monotonic: clock.monotonic(), unread: history.unread };
    const knownUntil = findKnownUntil({ asOf, freshUntil }, at);
    return figureKeeper.figures(history, snapshot.components, { at, knownUntil });
  }

  async function show(outcome: RoundOutcome): Promise<void> {
    const runtime = getRuntime();
    const input = { ...outcome, at: clock.now() };
    const published = { at: input.at, monotonic: clock.monotonic() };
    const isNews = outcome.snapshot !== null && (outcome.hasChanged || isDue(outcome, input.at));
    const former = isNews ? null : runtime.publication;
    const figures = former === null ? await makeFigures(outcome, input.at) : null;
    if (isClosed) return;
    hasNews ||= former === null;
    told = { incidents: outcome.incidents, maintenances: outcome.maintenances };
    runtime.publication =
      former === null
        ? makePublication({ ...input, figures, series: metrics?.take(outcome.snapshot) ?? new Map() }, settings)
        : touchPublication(former, input, settings);
    runtime.published = published;
    keep();
  }

  return {
    /** One after the other, as they come: what was decided later is shown later. */
    publish(outcome: RoundOutcome): Promise<void> {
      const turn = last.then(() => show(outcome));
      last = turn.catch(() => undefined);
      return turn;
    },
    /** What the newest publication was made of, for the operator: it holds what the public may not see. */
    told: () => told,
    /** Nothing is published any more: what is shown from now on is another configuration's. */
    close(): void {
      isClosed = true;
    },
  };
}
