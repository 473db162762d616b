import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nowSeconds, type SiteObject, writeSite } from "./site";
import { type SupervisedOptions, type SupervisedVitrine, startSupervised } from "./supervised-vitrine";
import { waitUntil } from "./vitrine-server";

export type SupervisedStart = Partial<Omit<SupervisedOptions, "folder">>;

/** A folder with a small Nagios that writes every second, and the services that were started over it. */
export interface SupervisedSite {
  folder: string;
  /** The configuration: one component over one service. */
  config: string;
  /** Starts a service. Does not wait. */
  start(options?: SupervisedStart): Promise<SupervisedVitrine>;
  /** Started, and the page has been published and kept. */
  startAndPublish(options?: SupervisedStart): Promise<SupervisedVitrine>;
  /** Ends every service and deletes what they kept. Nagios goes on. */
  clear(): Promise<void>;
  dispose(): Promise<void>;
}

const QUIET: readonly SiteObject[] = [{ host: "web1" }, { host: "web1", service: "HTTP" }];

/** `readObjects`: what Nagios says at the moment of writing. */
export function createSupervisedSite(readObjects: () => readonly SiteObject[] = () => QUIET): SupervisedSite {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-process-"));
  const started: SupervisedVitrine[] = [];
  const write = () => writeSite(folder, { objects: [...readObjects()], createdAt: nowSeconds() });
  write();
  const nagios = setInterval(write, 1_000);
  const config = `
nagios:
  status_dat_path: ${folder}/status.dat
components:
  - name: Website
    services: [web1/HTTP]
`;

  async function start(options: SupervisedStart = {}): Promise<SupervisedVitrine> {
    const server = await startSupervised({ folder, config, ...options });
    started.push(server);
    return server;
  }

  return {
    folder,
    config,
    start,
    async startAndPublish(options) {
      const server = await start(options);
      await waitUntil(async () => {
        if (server.parent.exitCode !== null) return true;
        const answer = await server.ask("/");
        return !answer.isStandIn && answer.body.includes("Website");
      }, 60_000);
      if (server.parent.exitCode !== null) throw new Error(`the supervisor ended: ${server.output()}`);
      await waitUntil(() => readFileSync(join(folder, "status.db.page.json"), "utf8").includes("Website"));
      return server;
    },
    async clear() {
      for (const server of started.splice(0)) await server.stop("SIGKILL");
      for (const name of readdirSync(folder)) {
        if (name.startsWith("status.db") || name === "backups") rmSync(join(folder, name), { recursive: true });
      }
    },
    async dispose() {
      clearInterval(nagios);
      for (const server of started) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Watched {
  /** How often who answered: "server", "stand-in", or the code of an error. */
  counts: Readonly<Record<string, number>>;
  /** From the begin of the watch until the server answered again after the stand-in; null when it did not. */
  backMs: number | null;
}

/** Asks for the page without a pause from now on, until the function that it answers is called. */
export function watchAnswers(server: SupervisedVitrine, everyMs = 20): () => Promise<Watched> {
  const counts: Record<string, number> = {};
  const asked = new Set<Promise<void>>();
  const from = performance.now();
  let backMs: number | null = null;

  async function probe(): Promise<void> {
    const result = await server.ask("/").catch((error: NodeJS.ErrnoException) => error.code ?? "error");
    const name = typeof result === "string" ? result : result.isStandIn ? "stand-in" : "server";
    counts[name] = (counts[name] ?? 0) + 1;
    if (name === "server" && counts["stand-in"]) backMs ??= performance.now() - from;
  }

  const timer = setInterval(() => {
    const asking = probe().finally(() => asked.delete(asking));
    asked.add(asking);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(asked);
    return { counts, backMs };
  };
}

/** In words, for the table of what was seen. */
export function describeWatched({ counts }: Watched): string {
  const words = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return `answers: ${words.join(", ")}`;
}

/** The codes of what is not well, as `/api/health` tells this machine; none from the stand-in. */
export async function readReasons(server: SupervisedVitrine): Promise<string[]> {
  const { reasons = [] } = JSON.parse((await server.ask("/api/health")).body) as { reasons?: { code: string }[] };
  return reasons.map(({ code }) => code);
}

/** Resolves with how long it took until the server itself answers and the condition holds, in milliseconds. */
export async function timeUntil(condition: () => boolean | Promise<boolean>, timeoutMs?: number): Promise<number> {
  const from = performance.now();
  await waitUntil(condition, timeoutMs);
  return performance.now() - from;
}
