import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nowSeconds, writeSite } from "./site";
import { startVitrine, type VitrineServer, waitUntil } from "./vitrine-server";

/** What no answer to an attack may hold: names of Nagios', places of files, stacks. */
export const INSIDE = /web1|db-secret|node_modules|\.(?:ts|js):\d|\bat [\w.<]+ \(|vitrine-(?:test|nagios)-/;
/** Of whom may write to it. */
export const ATTACKED_LOGIN = `Basic ${btoa("ops:s3cret-of-ops")}`;

export interface AttackedServer extends VitrineServer {
  /** Sends bytes as they are; answers what comes back until the other side closes, or is silent. */
  sendRaw(text: string): Promise<string>;
}

/** A server with one incident, to be attacked. */
export async function startAttacked(): Promise<AttackedServer> {
  const nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  const failing = { state: 2, problemId: 42, changedAt: nowSeconds() - 900, output: "refused by db-secret" };
  const objects = [{ host: "web1" }, { host: "db-secret" }, { host: "web1", service: "HTTP", ...failing }];
  writeSite(nagios, { objects, createdAt: nowSeconds() });
  const server = await startVitrine({ config: CONFIG.replace("STATUS", `${nagios}/status.dat`) });
  await waitUntil(async () => (await server.json<unknown[]>("/api/incidents")).length > 0);
  return {
    ...server,
    sendRaw: (text) => sendRaw(Number(new URL(server.url).port), text),
    async dispose() {
      await server.dispose();
      rmSync(nagios, { recursive: true, force: true });
    },
  };
}

const CONFIG = `
nagios:
  status_dat_path: STATUS
components:
  - name: Website
    services: [web1/HTTP]
polling:
  staleness_threshold_seconds: 3600
api:
  basic_auth_username: ops
  basic_auth_password: s3cret-of-ops
rss:
  link: https://status.example.org
`;

const SILENCE_MS = 1500;

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => done(answer));
  });
}

/** What work brought, and how long it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const begin = performance.now();
  return { result: await work(), ms: performance.now() - begin };
}
