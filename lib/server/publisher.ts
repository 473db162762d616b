import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { RoundOutcome } from "@/lib/poller/round";
import { keepPublication } from "./kept-publication";
import type { PublicSettings } from "./public-settings";
import { makePublication, type Publication, touchPublication } from "./publish";
import { getRuntime } from "./runtime";

/** News are kept at once, but not more often than this; without news the instants are kept every minute. */
const KEEP_NEWS_EVERY_MS = 5 * SECOND_MS;
const KEEP_EVERY_MS = MINUTE_MS;

export interface PublisherDeps {
  /** File of the kept page. */
  keptPath: string;
  settings: PublicSettings;
  clock: Clock;
  log: Log;
}

/** Makes the last step of a round: the new publication takes the place of the old one in a single assignment. */
export function createPublisher({ keptPath, settings, clock, log }: PublisherDeps) {
  let keptAt = Number.NEGATIVE_INFINITY;
  let hasNews = false;
  let isFaulty = false;
  let isKeeping = false;

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

  return async function publish(outcome: RoundOutcome): Promise<void> {
    const runtime = getRuntime();
    const input = { ...outcome, at: clock.now() };
    runtime.published = { at: input.at, monotonic: clock.monotonic() };
    const isNews = outcome.hasChanged && outcome.snapshot !== null;
    if (!isNews && runtime.publication !== null) {
      runtime.publication = touchPublication(runtime.publication, input, settings);
    } else {
      runtime.publication = makePublication(input, settings);
      hasNews = true;
    }
    keep();
  };
}
