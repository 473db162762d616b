import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Health, Trouble } from "@/lib/domain/health";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { AlertConfig, Channel, PageIdentity } from "./alert-config";
import { createDelivery, type Delivery, type DeliveryDeps } from "./delivery";
import { ALERT_POLICY, type AlertMessage, type AlertPolicy, type Episode, followEpisodes } from "./episodes";
import { createEmailSender, isPlainAddress } from "./send-email";
import { createWebhookSender } from "./send-webhook";
import { createStateKeeper } from "./state-keeper";

export interface OperatorAlertsDeps {
  config: AlertConfig;
  pageName: string;
  /** Without a slash at its end; null when the operator gave none. */
  publicUrl: string | null;
  clock: Clock;
  log: Log;
  /** A small file beside the database that keeps what was told; null keeps nothing. */
  statePath: string | null;
  onResult?: DeliveryDeps["onResult"];
  policy?: AlertPolicy;
  chance?: () => number;
}

/** Tells the operator what is wrong with the service itself, and when it is over. Needs no database. */
export interface OperatorAlerts {
  /** To be called at every poll and look of the watchdog. Returns at once and never throws. */
  observe(health: Health): void;
  facts(): {
    channels: readonly Channel[];
    /** Messages that wait, counted per receiver. */
    waiting: number;
    lastSentAt: EpochMs | null;
    /** Of code `alerts_failed`. */
    troubles: Trouble[];
  };
  /** Ends all sending. Settles within two seconds, when what waits is written down. */
  stop(): Promise<void>;
}

const EMAIL_DEADLINE_MS = 60 * SECOND_MS;
const WEBHOOK_DEADLINE_MS = 15 * SECOND_MS;

/** Starts the alerts. What waited when the process ended is sent first. */
export function createOperatorAlerts(deps: OperatorAlertsDeps): OperatorAlerts {
  const { clock, log, policy = ALERT_POLICY } = deps;
  let episodes: readonly Episode[] = [];
  let observed: { monotonic: number } | null = null;
  let isLoaded = false;
  let isStopped = false;
  let early: Health | null = null;

  const keeper = createStateKeeper(deps.statePath, readState, clock, log);
  const { deliveries, troubles } = createDeliveries(deps, () => keeper.save());
  const isWanted = deliveries.size > 0;

  function readState() {
    const waiting = [...deliveries].map(([receiver, delivery]) => [receiver, delivery.waiting()] as const);
    return { episodes, waiting: Object.fromEntries(waiting) };
  }

  async function begin(): Promise<void> {
    const state = await keeper.load();
    if (isStopped) return;
    episodes = state.episodes;
    for (const [receiver, waiting] of Object.entries(state.waiting)) {
      const delivery = deliveries.get(receiver);
      if (delivery !== undefined) delivery.add(waiting);
      else if (waiting.length > 0) log.warn("Alerts waited for a receiver that is not configured any more");
    }
    isLoaded = true;
    if (early !== null) follow(early);
  }

  function follow(health: Health): void {
    const monotonic = clock.monotonic();
    const elapsedMs = observed === null ? 0 : monotonic - observed.monotonic;
    observed = { monotonic };
    const before = episodes;
    const followed = followEpisodes(before, { health, at: clock.now(), elapsedMs }, policy);
    episodes = followed.episodes;
    for (const message of followed.messages) tell(message);
    if (followed.messages.length > 0 || outlineOf(before) !== outlineOf(episodes)) void keeper.save();
  }

  function tell(message: AlertMessage): void {
    for (const delivery of deliveries.values()) delivery.add([{ message, waitedMs: 0 }]);
  }

  if (isWanted) void begin();

  return {
    observe(health) {
      if (!isWanted || isStopped) return;
      if (isLoaded) follow(health);
      else early = health;
    },
    facts() {
      const all = [...deliveries.values()];
      const sent = all.map((delivery) => delivery.lastSentAt()).filter((at) => at !== null);
      const present = [...all.map((delivery) => delivery.trouble()), keeper.trouble()];
      return {
        channels: listChannels(deps.config),
        waiting: all.reduce((sum, delivery) => sum + delivery.waiting().length, 0),
        lastSentAt: sent.length === 0 ? null : Math.max(...sent),
        troubles: [...troubles, ...present.filter((trouble) => trouble !== null)],
      };
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      for (const delivery of deliveries.values()) delivery.stop();
      if (isLoaded) await keeper.save();
    },
  };
}

/** Changes when a restart would have to know it: spans that grow are not worth a write each. */
function outlineOf(episodes: readonly Episode[]): string {
  return episodes.map(({ matter, toldBy, goneAt }) => `${matter} ${toldBy} ${goneAt}`).join("\n");
}

function listChannels({ email, webhook }: AlertConfig): Channel[] {
  return [...(email === null ? [] : (["email"] as const)), ...(webhook === null ? [] : (["webhook"] as const))];
}

/** One queue per receiver, so that none delays another. */
function createDeliveries(
  deps: OperatorAlertsDeps,
  keep: () => Promise<void>,
): { deliveries: Map<string, Delivery>; troubles: Trouble[] } {
  const { config, clock, log, chance = Math.random, onResult = () => undefined } = deps;
  const page: PageIdentity = { name: deps.pageName, publicUrl: deps.publicUrl };
  const instance = nameInstance(page);
  const shared = { clock, log, chance, keep, onResult };
  const deliveries = new Map<string, Delivery>();
  const troubles: Trouble[] = [];

  const from = config.email?.from ?? `vitrine@${hostname()}`;
  for (const to of new Set(config.email?.to)) {
    if (config.email === null) continue;
    if (!isPlainAddress(to) || !isPlainAddress(from)) {
      const message = "Alerts by e-mail need plain addresses, such as admin@example.org: set alerts.email_from";
      log.error(message);
      troubles.push({ code: "alerts_failed", message, sinceAt: clock.now() });
      continue;
    }
    const send = createEmailSender({ smtp: config.email.smtp, from }, to, page, instance);
    const name = `e-mail to ${to}`;
    const delivery = createDelivery({ ...shared, name, channel: "email", send, deadlineMs: EMAIL_DEADLINE_MS });
    deliveries.set(`email:${to}`, delivery);
  }
  if (config.webhook !== null) {
    const send = createWebhookSender(config.webhook, page, instance, clock);
    const name = "the webhook";
    const delivery = createDelivery({ ...shared, name, channel: "webhook", send, deadlineMs: WEBHOOK_DEADLINE_MS });
    deliveries.set("webhook", delivery);
  }
  return { deliveries, troubles };
}

/** Tells apart the messages of several pages that share a mail domain or a webhook. The same after a restart. */
function nameInstance({ name, publicUrl }: PageIdentity): string {
  return createHash("sha256")
    .update(JSON.stringify([hostname(), name, publicUrl]))
    .digest("hex")
    .slice(0, 12);
}
