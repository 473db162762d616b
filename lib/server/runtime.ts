import type { Config } from "@/lib/config/config";
import type { Log } from "@/lib/platform/log";
import type { PollSummary } from "@/lib/poller/poll-summary";
import type { Poller } from "@/lib/poller/poller";
import type { Store } from "@/lib/store/store";
import type { PublicSettings } from "./public-settings";
import type { Publication } from "./publish";

/** The service once it has booted. */
export interface Service {
  config: Config;
  settings: PublicSettings;
  store: Store;
  poller: Poller<PollSummary>;
  /** Publishes again after a person wrote something. */
  refresh: () => Promise<void>;
  log: Log;
}

/** What every request finds, whichever copy of a module serves it. */
export interface Runtime {
  /** Null until the boot has succeeded. */
  service: Service | null;
  /** Null until something is known: then a page says that nothing is. */
  publication: Publication | null;
}

/** Next gives the hook, the pages and the routes a copy of each module; only `globalThis` is shared by them. */
const KEY = Symbol.for("vitrine.runtime");

/** The one runtime of this process. */
export function getRuntime(): Runtime {
  const shared = globalThis as { [KEY]?: Runtime };
  shared[KEY] ??= { service: null, publication: null };
  return shared[KEY];
}
