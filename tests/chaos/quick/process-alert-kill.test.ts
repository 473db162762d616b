import { afterEach, beforeEach, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { startHttpServer } from "@/tests/support/alert-receivers";
import { createSupervisedSite, type SupervisedSite } from "@/tests/support/supervised-site";
import { waitUntil } from "@/tests/support/vitrine-server";

let site: SupervisedSite;

beforeEach(() => {
  site = createSupervisedSite();
});

afterEach(() => site.dispose());

const MARKING_MS = 3_000;

chaosRow(
  {
    id: "N4",
    variant: "between send and mark",
    fault: "kill -9 when the receiver has the alert, and the service does not know it",
    expected: "sent once more after the restart with the same id, and never again; nothing is lost",
  },
  async () => {
    let killServer: () => void = () => undefined;
    const receiver = await startHttpServer((response, count) => {
      if (count === 1) killServer();
      else response.writeHead(204).end();
    });
    try {
      const server = await site.startAndPublish({ env: { ALERTS_WEBHOOK_URL: receiver.url } });
      killServer = () => void process.kill(server.serverPid() ?? 0, "SIGKILL");
      // The first crash is what the alert is about.
      killServer();
      await waitUntil(() => receiver.received.length >= 2, 60_000);
      const from = performance.now();
      await server.served();
      await new Promise((resolve) => setTimeout(resolve, MARKING_MS));
      const ids = receiver.received.map(({ headers }) => String(headers["webhook-id"]));
      expect(ids[0]).toContain("process_restarted_begun");
      expect(ids).toEqual([ids[0], ids[0]]);
      expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
      return {
        observed: "the same event with the same id twice, then never again",
        recoveredMs: performance.now() - from - MARKING_MS,
      };
    } finally {
      await receiver.close();
    }
  },
);
