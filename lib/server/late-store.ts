import { NO_STORE_FACTS, type Trouble } from "@/lib/domain/health";
import { isReasonCode } from "@/lib/domain/reason";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Store } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";

const TRY_EVERY_MS = 5 * SECOND_MS;
/** Restoring a large database takes its time, and a frozen disk for ever: the page must not wait for either. */
const PATIENCE_MS = 3 * SECOND_MS;

/**
 * A store that may open later than the service starts: the page shows the live states meanwhile. Each `ping` tries
 * again, at most every five seconds; until one succeeds, everything rejects with what is wrong.
 */
export async function createLateStore(open: () => Promise<Store>, clock: Clock): Promise<Store> {
  let store: Store | null = null;
  let opening: Promise<void> | null = null;
  let fault: unknown = null;
  let trouble: Trouble | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  async function attempt(): Promise<void> {
    triedAt = clock.monotonic();
    try {
      const opened = await open();
      if (isClosed) await opened.close();
      else store = opened;
      trouble = null;
    } catch (error) {
      fault = explainAddonFault(error);
      trouble = { ...explain(fault), sinceAt: trouble?.sinceAt ?? clock.now() };
    }
  }

  /** Tries to open; what takes longer goes on by itself, and is told meanwhile. */
  async function tryToOpen(): Promise<void> {
    opening ??= attempt().finally(() => {
      opening = null;
    });
    await Promise.race([opening, new Promise<void>((resolve) => clock.after(PATIENCE_MS, resolve))]);
    if (opening === null || store !== null) return;
    fault = new StoreError("db_stalled", "The database is being opened, which takes long: its disk is slow or hangs.");
    trouble = { ...explain(fault), sinceAt: trouble?.sinceAt ?? clock.now() };
  }

  async function need(): Promise<Store> {
    const sinceMs = clock.monotonic() - triedAt;
    const isJustOpening = opening !== null && sinceMs < PATIENCE_MS;
    const isDue = opening === null && sinceMs >= TRY_EVERY_MS;
    if (store === null && (isJustOpening || isDue)) await tryToOpen();
    if (store === null) throw fault;
    return store;
  }

  await tryToOpen();
  const reached = async () => store ?? (await need());
  return {
    commit: async (batch) => (await reached()).commit(batch),
    lastIncidentId: async () => (await reached()).lastIncidentId(),
    listIncidents: async (query) => (await reached()).listIncidents(query),
    findIncident: async (id) => (await reached()).findIncident(id),
    edit: async (edit) => (await reached()).edit(edit),
    listMaintenances: async (query) => (await reached()).listMaintenances(query),
    findMaintenance: async (id) => (await reached()).findMaintenance(id),
    lastMaintenanceId: async () => (await reached()).lastMaintenanceId(),
    addHistory: async (batch) => (await reached()).addHistory(batch),
    readHistory: async (from) => (await reached()).readHistory(from),
    readLogProgress: async () => (await reached()).readLogProgress(),
    addPoints: async (batch) => (await reached()).addPoints(batch),
    listPoints: async () => (await reached()).listPoints(),
    record: async (entries) => (await reached()).record(entries),
    listRecord: async (since) => (await reached()).listRecord(since),
    ping: async () => (await reached()).ping(),
    facts: () => store?.facts() ?? { ...NO_STORE_FACTS, trouble },
    backUp: async () => (await reached()).backUp(),
    async close() {
      isClosed = true;
      await store?.close();
    },
  };
}

function explain(error: unknown): Pick<Trouble, "code" | "message"> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  return { code: isReasonCode(code) ? code : "db_failed", message };
}

/** What Node says of an addon that it cannot load is for programmers: says what to do instead. */
function explainAddonFault(error: unknown): unknown {
  const isAddonFault = error instanceof Error && /better_sqlite3\.node|NODE_MODULE_VERSION/.test(error.message);
  if (!isAddonFault) return error;
  const here = `${process.version}, ${process.platform} ${process.arch}`;
  const advice = `The database's module better-sqlite3 does not fit this Node (${here}). Run \`npm rebuild better-sqlite3\` with this Node, and restart.`;
  return new Error(advice, { cause: error });
}
