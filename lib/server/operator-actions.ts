import { systemClock } from "@/lib/platform/clock";
import { saySummary } from "@/lib/poller/poll-summary";
import { getRuntime, type Service } from "./runtime";

/** What an action came to, in words for the operator. */
export interface ActionAnswer {
  ok: boolean;
  message: string;
}

/** Polls now, on the running poller: the result counts for self-healing. */
export function pollNow(): Promise<ActionAnswer> {
  return act("Poll", async ({ poller }) => {
    const { result, summary } = await poller.pollNow();
    if (result.kind !== "good") return { ok: false, message: result.failures[0].message };
    return { ok: true, message: summary === null ? "Poll complete" : saySummary(summary) };
  });
}

/** Puts a new scheduler in the place of the running one, as self-healing does. */
export function restartScheduler(): Promise<ActionAnswer> {
  return act("Restart of the scheduler", async ({ poller }) =>
    poller.restart()
      ? { ok: true, message: "The scheduler was replaced; the next poll proves it." }
      : { ok: false, message: "A recovery is under way already." },
  );
}

/** Makes a verified backup. */
export function backUpNow(): Promise<ActionAnswer> {
  return act("Backup", async ({ store }) => {
    const { path, bytes } = await store.backUp();
    return { ok: true, message: `Backup made and verified: ${path} (${Math.ceil(bytes / 1024)} KB)` };
  });
}

async function act(name: string, action: (service: Service) => Promise<ActionAnswer>): Promise<ActionAnswer> {
  const { service, record } = getRuntime();
  if (service === null) return { ok: false, message: "The service has not started yet." };
  const answer = await action(service).catch((error: unknown) => ({
    ok: false,
    message: error instanceof Error ? error.message : String(error),
  }));
  const message = `${name} by the operator: ${answer.message}`;
  service.log.info(message);
  record.note({ at: systemClock.now(), kind: "action", part: "process", code: null, message });
  return answer;
}
