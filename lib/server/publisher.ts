import type { Selection } from "@/lib/domain/policy";
import { MINUTE_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { RoundOutcome } from "@/lib/poller/round";
import type { Store } from "@/lib/store/store";
import { keepPublication } from "./kept-publication";
import type { PublicSettings } from "./public-settings";
import { makePublication, touchPublication } from "./publish";
import { getRuntime } from "./runtime";

const KEEP_EVERY_MS = 5 * MINUTE_MS;

export interface PublisherDeps {
  store: Store;
  selection: Selection;
  settings: PublicSettings;
  clock: Clock;
  log: Log;
}

/** Makes the last step of a round: the new publication takes the place of the old one in a single assignment. */
export function createPublisher({ store, selection, settings, clock, log }: PublisherDeps) {
  let keptAt = Number.NEGATIVE_INFINITY;

  return async function publish(outcome: RoundOutcome): Promise<void> {
    const runtime = getRuntime();
    const input = { ...outcome, at: clock.now() };
    const isNews = outcome.hasChanged && outcome.snapshot !== null;
    if (!isNews && runtime.publication !== null) {
      runtime.publication = touchPublication(runtime.publication, input, settings);
      return;
    }
    const publication = makePublication(input, settings);
    runtime.publication = publication;
    if (clock.monotonic() - keptAt < KEEP_EVERY_MS) return;
    keptAt = clock.monotonic();
    await keepPublication(store, publication, selection, settings, log);
  };
}
