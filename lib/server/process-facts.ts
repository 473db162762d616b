import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProcessFacts } from "@/lib/view/health-details";
import { readRestart } from "./process/restart-note";

let version: string | null = null;

/** What is known of this process, without waiting. */
export function readProcessFacts(): ProcessFacts {
  version ??= readVersion();
  return {
    version,
    uptimeSeconds: process.uptime(),
    rssBytes: process.memoryUsage.rss(),
    restarts: readRestart(process.env)?.count ?? 0,
  };
}

/** Of package.json, once. A server that cannot say its version still serves. */
function readVersion(): string {
  try {
    const text = readFileSync(join(process.cwd(), "package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return "unknown";
  }
}
