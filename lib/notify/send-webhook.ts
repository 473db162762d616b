import { Webhook } from "standardwebhooks";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { PageIdentity, WebhookConfig } from "./alert-config";
import type { Send, SendResult } from "./delivery";
import type { AlertMessage } from "./episodes";
import { request } from "./request";
import { linkRunbook, nameMatter } from "./word-alert";

/** Makes the sender to a webhook, as Standard Webhooks says: one id for all tries, signed when a secret is set. */
export function createWebhookSender(
  config: WebhookConfig,
  page: PageIdentity,
  instance: string,
  clock: Pick<Clock, "now">,
): Send {
  const signer = config.secret === null ? null : new Webhook(config.secret);
  return async (message, signal) => {
    const body = writeEvent(message, page);
    const id = `msg_${instance}_${message.id}`;
    const at = new Date(clock.now());
    const answer = await request(config.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / SECOND_MS)),
        ...(signer === null ? {} : { "webhook-signature": signer.sign(id, at, body) }),
      },
      body,
      signal,
    });
    if (answer.kind === "unanswered") return { kind: "failed", why: answer.why };
    return judgeStatus(answer.status, answer.retryAfter, clock.now());
  };
}

/** Answers of a server that is busy or broken: the next message would fare no better. */
const OVERLOADED: ReadonlySet<number> = new Set([408, 425, 429]);

/** What a status means: 2xx success, 410 "send no more", the rest failures of which some blame the message. */
export function judgeStatus(status: number, retryAfter: string | null, at: number): SendResult {
  if (status >= 200 && status < 300) return { kind: "sent" };
  const why = `it answered ${status}`;
  if (status === 410) return { kind: "gone", why };
  if (status >= 400 && status < 500 && !OVERLOADED.has(status)) return { kind: "refused", why };
  if (status >= 300 && status < 400) return { kind: "failed", why: `${why}, and redirects are not followed` };
  const retryAfterMs = readRetryAfter(retryAfter, at);
  return retryAfterMs === null ? { kind: "failed", why } : { kind: "failed", why, retryAfterMs };
}

/** Milliseconds that a `Retry-After` asks for, as seconds or as a date (RFC 9110, 10.2.3); null when it says nothing. */
function readRetryAfter(value: string | null, at: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * SECOND_MS;
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, until - at);
}

/** The event's bytes. The same for every try: the receiver's signature check depends on them. */
function writeEvent(message: AlertMessage, page: PageIdentity): string {
  return JSON.stringify({
    type: "page.health_changed",
    timestamp: writeInstant(message.at),
    data: {
      state: message.kind,
      severity: message.severity,
      part: message.topic,
      summary: nameMatter(message),
      since: writeInstant(message.sinceAt),
      ended: message.endedAt === null ? null : writeInstant(message.endedAt),
      lasted_seconds: message.endedAt === null ? null : Math.floor((message.endedAt - message.sinceAt) / SECOND_MS),
      page: { name: page.name, url: page.publicUrl },
      reasons: message.reasons.map(({ code, severity, message: words, sinceAt }) => ({
        code,
        severity,
        message: words,
        since: sinceAt === null ? null : writeInstant(sinceAt),
        runbook: page.publicUrl === null ? null : linkRunbook(page.publicUrl, code),
      })),
    },
  });
}

function writeInstant(at: number): string | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
