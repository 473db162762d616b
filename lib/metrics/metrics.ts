import type { Health, HealthFacts } from "@/lib/domain/health";
import type { HistoryFacts } from "@/lib/domain/history-facts";
import type { OperationEvent, PollSample } from "@/lib/domain/operation";
import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";

/** What a scrape is answered from, all of it from memory. */
export interface MetricFacts {
  at: EpochMs;
  health: Health;
  facts: HealthFacts;
  /** The components on show, by their public slugs, as they were at the data's instant. Old data is judged here. */
  components: readonly { slug: string; state: PublicState }[];
  /** Null: nothing is published yet. */
  openIncidents: number | null;
  /** How the history is kept; null until the service runs. */
  history: HistoryFacts | null;
  /** How often the supervising parent started the server again; null without one. */
  restarts: number | null;
  logLinesDropped: number;
  /** Questions that were answered 429. */
  queriesRefused: number;
  /** Of the program. */
  version: string;
}

/** What a scraper is sent. */
export interface Exposition {
  body: string;
  contentType: string;
}

/** Counts what happens, and says at each scrape how things are. Nothing here throws or waits for anything outside. */
export interface Metrics {
  /** At the end of each poll. */
  onPoll(sample: PollSample): void;
  /** At each entry of the record of the service itself. */
  onEvent(event: OperationEvent): void;
  /** At the end of each try to send a message. */
  onNotification(channel: string, result: "sent" | "failed" | "given_up"): void;
  /** The present figures: as OpenMetrics 1.0 to whoever asks for it in `accept`, else in the text format 0.0.4. */
  render(facts: MetricFacts, accept: string | null): Promise<Exposition>;
}
