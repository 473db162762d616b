import { join } from "node:path";
import type { Config } from "@/lib/config/config";
import { DEMO_METRICS, DEMO_PAGE_NAME, DEMO_SELECTION } from "@/lib/demo/selection";
import { startDemo } from "@/lib/demo/start-demo";
import type { KeptPoint } from "@/lib/domain/metric-series";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { fileAccess } from "./file-access";
import { type LocatedNagios, locateNagios, type NagiosFiles } from "./locate-nagios";
import { type Shown, showNagios } from "./public-settings";

/** Where the data comes from and what follows from it. */
export interface Source extends Shown {
  files: NagiosFiles;
  databasePath: string;
  /** What the demo measured before anybody watched it; absent for a Nagios, of which only the store knows that. */
  listPoints?: () => Promise<KeptPoint[]>;
  stop: () => void;
}

export interface FindSourceDeps {
  config: Config;
  root: string;
  clock: Clock;
  log: Log;
}

/** The simulator writes as often as Nagios does by default, and is polled as often. */
const DEMO_INTERVAL_MS = 10 * SECOND_MS;

/** Finds Nagios, or starts the demo in its place. Rejects when there is a Nagios that cannot be understood. */
export async function findSource(deps: FindSourceDeps): Promise<Source> {
  const { config, log } = deps;
  const located = await locateNagios({ config, ...fileAccess });
  switch (located.kind) {
    case "found":
      log.info(located.how);
      return describeNagios(located, config);
    case "broken":
      throw new Error(located.reason);
    case "none":
      log.info("No Nagios was found on this machine: showing the demo. Name yours with nagios.config_path.");
      return beginDemo(deps);
  }
}

function describeNagios(files: Extract<LocatedNagios, { kind: "found" }>, config: Config): Source {
  return {
    ...showNagios(config),
    files,
    databasePath: config.database.path,
    stop: () => undefined,
  };
}

/** The demo's files are read like any other Nagios', but its incidents never enter the operator's database. */
async function beginDemo({ config, root, clock, log }: FindSourceDeps): Promise<Source> {
  const folder = join(root, "data", "demo");
  const demo = await startDemo({ folder, clock, log });
  const nagios = { ...config.nagios, configPath: demo.configPath };
  const located = await locateNagios({ config: { nagios }, ...fileAccess });
  if (located.kind !== "found") throw new Error(`the demo's own nagios.cfg is not understood: ${demo.configPath}`);
  return {
    kind: "demo",
    files: located,
    selection: DEMO_SELECTION,
    metrics: DEMO_METRICS,
    pageName: DEMO_PAGE_NAME,
    databasePath: join(folder, "status.db"),
    pollIntervalMs: DEMO_INTERVAL_MS,
    listPoints: async () => demo.listPoints(DEMO_METRICS),
    stop: demo.stop,
  };
}
