import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Health } from "@/lib/domain/health";
import { SECOND_MS } from "@/lib/domain/time";
import type { AlertConfig, SmtpServer } from "@/lib/notify/alert-config";
import { createOperatorAlerts, type OperatorAlerts } from "@/lib/notify/operator-alerts";
import type { Log, LogFields } from "@/lib/platform/log";
import { createVirtualClock } from "@/lib/platform/virtual-clock.testing";
import type { Receiver } from "./alert-receivers";

export const HEALTHY: Health = { status: "healthy", reasons: [] };
export const FULL: Health = {
  status: "critical",
  reasons: [{ code: "db_full", part: "store", severity: "critical", message: "No space on /data", sinceAt: null }],
};
export const PASSWORD = "correct-horse-battery";
export const SECRET = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;

/** Alerts on a virtual clock to real servers on loopback. */
export type AlertStage = ReturnType<typeof createAlertStage>;

export function createAlertStage() {
  const folder = mkdtempSync(join(tmpdir(), "alerts-"));
  const statePath = join(folder, "alerts.json");
  const lines: string[] = [];
  const endings: (() => Promise<unknown>)[] = [];
  const clock = createVirtualClock(Date.now());
  const write = (message: string, fields?: LogFields) => void lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };

  /** Waits in real time for what real servers do. */
  async function until(isDone: () => boolean, what: string, limitMs = 20_000): Promise<void> {
    for (const endsAt = Date.now() + limitMs; !isDone(); ) {
      if (Date.now() > endsAt) throw new Error(`waited in vain for ${what}\n${lines.join("\n")}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const untilSaid = (words: string, what = words) => until(() => lines.some((line) => line.includes(words)), what);

  /** Closes a server at the end of the test. */
  async function keep<T extends Receiver>(starting: Promise<T>): Promise<T> {
    const receiver = await starting;
    endings.push(() => receiver.close());
    return receiver;
  }

  function start(config: Partial<AlertConfig>, path: string | null = statePath): OperatorAlerts {
    const alerts = createOperatorAlerts({
      config: { email: null, webhook: null, ...config },
      pageName: "Example",
      publicUrl: "https://status.example.org",
      clock,
      log,
      statePath: path,
      chance: () => 0.5,
    });
    endings.push(() => alerts.stop());
    return alerts;
  }

  /** Looks every 30 seconds of virtual time, so that what lasts is told; then real servers have their time. */
  async function look(alerts: OperatorAlerts, health: Health, minutes: number): Promise<void> {
    await until(() => clock.countTimers() === 0 || alerts.facts().waiting > 0, "what was kept to be read");
    for (let looks = 2 * minutes; looks >= 0; looks--) {
      alerts.observe(health);
      await clock.advance(looks > 0 ? 30 * SECOND_MS : 1);
    }
  }

  const waitForAll = (alerts: OperatorAlerts) => until(() => alerts.facts().waiting === 0, "all messages to be sent");

  /** The same after a start: the file is read in real time, sending begins on the virtual clock. */
  async function waitForKept(alerts: OperatorAlerts): Promise<void> {
    await until(() => alerts.facts().waiting > 0, "the file to be read");
    await clock.advance(1);
    await waitForAll(alerts);
  }

  /** Ends everything; no secret may have been logged. */
  async function dispose(): Promise<void> {
    for (const end of endings.reverse()) await end();
    rmSync(folder, { recursive: true });
    expect(lines.join("\n")).not.toMatch(new RegExp(`${PASSWORD}|${SECRET}|hush`));
  }

  return {
    folder,
    statePath,
    lines,
    clock,
    log,
    until,
    untilSaid,
    keep,
    start,
    look,
    waitForAll,
    waitForKept,
    dispose,
  };
}

/** Alerts by e-mail through a server on loopback. */
export function mailTo(port: number, smtp: Partial<SmtpServer> = {}, to = ["admin@example.org"]): Partial<AlertConfig> {
  const server: SmtpServer = { host: "127.0.0.1", port, security: "opportunistic", credentials: null, ...smtp };
  return { email: { to, from: "vitrine@example.org", smtp: server } };
}
