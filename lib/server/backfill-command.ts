import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Config } from "@/lib/config/config";
import { judgeInSlices } from "@/lib/domain/component-state";
import { MAX_AHEAD_MS } from "@/lib/domain/data-age";
import type { PastProblem } from "@/lib/domain/incident";
import { type Changes, reconcileInSlices } from "@/lib/domain/incidents/reconcile";
import { findPastOutagesInSlices } from "@/lib/domain/past-outages";
import { findRoot } from "@/lib/domain/problem-times";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { createWantedNames } from "@/lib/nagios/log-names";
import { systemClock } from "@/lib/platform/clock";
import { makeBatch } from "@/lib/poller/batch";
import { createCarefulFiles } from "@/lib/poller/careful-files";
import { followLog } from "@/lib/poller/follow-log";
import { createHistoryBook, type HistoryBook } from "@/lib/poller/history-book";
import { createSiteReader } from "@/lib/poller/read-site";
import { createSourceReader } from "@/lib/poller/read-source";
import { createSearching, type Searching } from "@/lib/poller/searching";
import { runInSlices } from "@/lib/poller/slices";
import { createMemoryStore } from "@/lib/store/memory";
import { openStore } from "@/lib/store/open-store";
import type { Store } from "@/lib/store/store";
import { createProgressBar } from "./backfill-progress";
import { readSince } from "./backfill-since";
import { fileAccess } from "./file-access";
import { locateNagios, type NagiosFiles } from "./locate-nagios";

const USAGE = `Usage: vitrine backfill [--since DATE | TIME | DAYSd] [--dry-run]

DATE is 2026-03-01 in the page's zone, TIME is RFC 3339 (2026-03-01T00:00:00Z), 90d is 90 days ago.
Without --since it goes as far back as history.days says. --dry-run writes nothing.`;

interface Wishes {
  since: EpochMs;
  isDry: boolean;
}

/** Incidents that are written at once. */
const BATCH = 1000;
const CAREFUL = { operationMs: 10_000, mostHanging: 1 };

/**
 * `vitrine backfill`: reads the past from Nagios' logs while no service runs, and says what it found; with `--dry-run`
 * also beside one, and writes nothing. Answers whether it came to its end. What was read before does no harm.
 */
export async function backfill(config: Config, root: string, words: readonly string[]): Promise<boolean> {
  try {
    const wishes = readWords(words, config);
    const logs = await findLogs(config);
    const snapshot = await readSnapshot(config, logs);
    const store = wishes.isDry ? createMemoryStore() : await openOwn(config, root);
    try {
      return await search({ config, logs, snapshot, store, ...wishes });
    } finally {
      await store.close();
    }
  } catch (error) {
    console.error(explain(error));
    return false;
  }
}

function readWords(words: readonly string[], { history, page }: Config): Wishes {
  const at = systemClock.now();
  const earliest = at - history.keepMs;
  let given: { since?: string | undefined; "dry-run"?: boolean | undefined };
  try {
    given = parseArgs({
      args: [...words],
      options: { since: { type: "string" }, "dry-run": { type: "boolean" } },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
  const since = given.since === undefined ? earliest : readSince(given.since, page.timeZone, at);
  if (since === null) throw new Error(`--since does not understand "${given.since}".\n\n${USAGE}`);
  return { since: Math.max(since, earliest), isDry: given["dry-run"] === true };
}

async function findLogs(config: Config): Promise<NagiosFiles> {
  const located = await locateNagios({ config, ...fileAccess });
  if (located.kind === "broken") throw new Error(located.reason);
  if (located.kind === "none") throw new Error("No Nagios was found: name yours with nagios.config_path.");
  return located;
}

/** Which objects are on show only Nagios' own files tell. */
async function readSnapshot({ selection }: Config, files: NagiosFiles): Promise<Snapshot> {
  const log = { debug: () => undefined, info: console.log, warn: console.error, error: console.error };
  const site = createSiteReader({ reader: createSourceReader(), files, selection, clock: systemClock, log });
  const reading = await site.read(null, () => true);
  if (reading.kind === "fresh") return reading.snapshot;
  const why = reading.kind === "unavailable" ? reading.message : "it is empty";
  throw new Error(`Which objects are on show is in Nagios' status file, and it cannot be read: ${why}`);
}

async function openOwn({ database, backup }: Config, root: string): Promise<Store> {
  const workerPath = join(root, ".next", "vitrine", "store-worker.mjs");
  const { store } = await openStore({
    path: database.path,
    migrationsFolder: join(root, "drizzle", "sqlite"),
    backupFolder: backup.folder,
    keepMs: backup.keepMs,
    keepDailyMs: backup.keepDailyMs,
    workerPath: existsSync(workerPath) ? workerPath : null,
    onEvent: ({ message }) => console.error(message),
  });
  return store;
}

interface SearchInput extends Wishes {
  config: Config;
  logs: NagiosFiles;
  snapshot: Snapshot;
  store: Store;
}

async function search(input: SearchInput): Promise<boolean> {
  const { config, logs, snapshot, store, since, isDry } = input;
  const { keepMs, keepSoftMs } = config.history;
  const book = createHistoryBook({ store, keepMs, keepSoftMs });
  await book.load();
  const files = createCarefulFiles(CAREFUL);
  const keys = [...snapshot.owners.keys(), ...snapshot.upstream.keys()];
  if (book.log() === null) await noteEnd(book, logs.logPath, keys);
  let searching: Searching | null = null;
  const bar = createProgressBar(process.stdout, () => searching?.facts() ?? null, systemClock.monotonic);
  searching = createSearching({ book, files, places: logs, clock: systemClock, log: bar.log });
  const onInterrupt = () => searching?.stop();
  process.once("SIGINT", onInterrupt);
  const result = await searching.search({ kind: "past", keys, since });
  process.off("SIGINT", onInterrupt);
  bar.end();
  if (result === null) return stop(book);
  const past = result.firstAt === null ? [] : await findPast(input, book);
  if (!isDry) {
    await book.save();
    await write(store, await makeIncidents(input, book, past));
  }
  if (!isDry && result.firstAt !== null) book.noteSearched(keys, since);
  book.noteSearch(null);
  await book.save();
  if (result.firstAt === null) return sayNothingFound(logs);
  console.log(describe(book, result.firstAt, past.length, isDry));
  return true;
}

function sayNothingFound({ logPath, archivePath }: NagiosFiles): boolean {
  console.error(`No log tells of that time: ${logPath} and ${archivePath} were looked at.`);
  console.error("Name others with nagios.log_path and nagios.log_archive_path.");
  return false;
}

/** Where the service goes on to read; what stands there already is read now. */
async function noteEnd(book: HistoryBook, path: string, keys: readonly string[]): Promise<void> {
  const wanted = createWantedNames(keys);
  const input = { path, position: null, wanted, notAfter: systemClock.now() + MAX_AHEAD_MS, onEvent: () => undefined };
  const followed = await followLog(createCarefulFiles(CAREFUL), input);
  if (followed.kind === "followed") book.noteLog(followed.position);
}

async function stop(book: HistoryBook): Promise<boolean> {
  await book.save();
  console.log("Stopped. The next time it goes on from here; so does the service.");
  return false;
}

function findPast({ config, snapshot, since }: SearchInput, book: HistoryBook): Promise<PastProblem[]> {
  const at = systemClock.now();
  const { incidents, mapping, polling } = config;
  const window = { from: Math.max(since, at - incidents.retentionMs), to: at + MAX_AHEAD_MS };
  const known = { knownUntil: at, toleratedGapMs: polling.stalenessThresholdMs };
  const { minimumMs } = incidents;
  const { groupingWindowMs: windowMs } = incidents.rules;
  const past = { history: book.history, snapshot, mapping, windowMs, keys: null, window, minimumMs, ...known };
  return runInSlices(findPastOutagesInSlices(past), systemClock.monotonic);
}

/** More are not read at once. */
const MAX_KNOWN = 100_000;

/** Makes incidents of past problems, beside those that are kept. What lasts is left to the service. */
async function makeIncidents(
  { config, snapshot, store }: SearchInput,
  { history }: HistoryBook,
  past: PastProblem[],
): Promise<Changes> {
  const { mapping, incidents } = config;
  const kept = await store.listIncidents({ which: { kind: "all" }, limit: MAX_KNOWN });
  const nothing = { findTimes: () => null, findRecovery: () => null, gaps: [], isKnown: () => true };
  const facts = { history, snapshot, mapping, windowMs: incidents.rules.groupingWindowMs };
  const work = reconcileInSlices({
    ...nothing,
    findRoot: (key, window) => findRoot(key, facts, window),
    records: kept.filter(({ incident }) => incident.endedAt !== null),
    lastId: await store.lastIncidentId(),
    snapshot: { ...snapshot, objects: new Map(), comments: [] },
    judgement: await runInSlices(judgeInSlices(snapshot, mapping), systemClock.monotonic),
    mapping,
    rules: incidents.rules,
    past,
  });
  return runInSlices(work, systemClock.monotonic);
}

async function write(store: Store, { past, ...changes }: Changes): Promise<void> {
  const maintenances = { maintenances: [], lines: [] };
  const when = { at: systemClock.now(), purgeEndedBefore: null };
  await store.commit(makeBatch({ incidents: { ...changes, past: [] }, maintenances }, when));
  const nothing = { ...changes, incidents: [], problems: [], updates: [], comments: [] };
  for (let from = 0; from < past.length; from += BATCH) {
    const incidents = { ...nothing, past: past.slice(from, from + BATCH) };
    await store.commit(makeBatch({ incidents, maintenances }, when));
  }
}

function describe(book: HistoryBook, firstAt: EpochMs, outages: number, isDry: boolean): string {
  let changes = 0;
  for (const { states, downtimes } of book.history.objects.values())
    changes += states.ats.length + downtimes.ats.length;
  const found = `${changes} changes of ${book.history.objects.size} objects and ${outages} outages`;
  const since = new Date(firstAt).toISOString();
  return `${isDry ? "The logs tell of" : "History now has"} ${found}, since ${since}.${isDry ? " Nothing was written." : ""}`;
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const isRunning = error instanceof Error && "code" in error && error.code === "db_in_use";
  if (!isRunning) return message;
  return `${message} The service reads the logs by itself, beside the page: /admin says how far it is. To see what they tell, use --dry-run.`;
}
