import type { Server } from "node:http";

const LOOK_MS = 100;

/**
 * Takes no new connections and resolves when the requests under way are answered, after `limitMs` at the latest:
 * what still runs then is cut off.
 */
export async function drainServer(server: Server, limitMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const closeIdle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    const limit = setTimeout(() => server.closeAllConnections(), limitMs);
    server.close(() => {
      clearInterval(closeIdle);
      clearTimeout(limit);
      resolve();
    });
    server.closeIdleConnections();
  });
}
