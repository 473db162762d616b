import { appendFile, mkdir } from "node:fs/promises";
import type { MetricSpec } from "@/lib/domain/metric";
import type { KeptPoint } from "@/lib/domain/metric-series";
import { DAY_MS, type EpochMs, HOUR_MS, SECOND_MS } from "@/lib/domain/time";
import { archiveLog, keepWorld, openArchives, readWorld, replaceFile, writeArchive } from "./demo-files";
import { listPastPoints } from "./past-points";
import { buildTimeline, type Timeline } from "./timeline";
import { createWorld, midnightBefore, programStartAt, type World } from "./world";
import { placeFiles, writeConfig } from "./write-config";
import { nameArchive, writeDayLog, writeLogLines } from "./write-log";
import { writeObjectCache } from "./write-object-cache";
import { writeStatus } from "./write-status";

/** How often status.dat is written: Nagios' own default on Debian. */
export const UPDATE_INTERVAL_MS = 10 * SECOND_MS;
const AHEAD_MS = DAY_MS + HOUR_MS;
/** A demo that starts later than this after its birth begins anew, with a quiet history behind it. */
const OLD_AFTER_MS = 30 * DAY_MS;
/** Chance is fixed: every demo lives the same weeks, shifted to its own beginning. */
const SEED = "willowmere";

export interface Simulator {
  configPath: string;
  /** Writes everything that should be there at an instant. Rejects when the folder cannot be written. */
  prepare(at: EpochMs): Promise<void>;
  /** Goes on to an instant: status.dat, new log lines, rotations. Before `prepare` has succeeded it prepares. */
  advance(at: EpochMs): Promise<void>;
  /** What its checks measured until an instant; nothing before it is prepared. */
  listPoints(metrics: readonly MetricSpec[], until: EpochMs): KeptPoint[];
}

interface Progress {
  timeline: Timeline;
  /** Everything before this instant is in the log. */
  loggedUntil: EpochMs;
}

/**
 * Writes a Nagios' files into a folder (an absolute path). All that is in them follows from the world that is kept
 * there, so a simulator that starts again goes on where the last one was, with the log filled up in between.
 */
export function createSimulator(folder: string): Simulator {
  const paths = placeFiles(folder);
  let progress: Progress | null = null;

  async function prepare(now: EpochMs): Promise<void> {
    const at = wholeSecond(now);
    await mkdir(folder, { recursive: true });
    const world = (await readFreshWorld(at)) ?? (await bear(at));
    const timeline = buildTimeline(world, at + AHEAD_MS);
    const archives = await openArchives(paths);
    const todayAt = midnightBefore(at);
    for (let dayAt = world.beginsAt; dayAt < todayAt; dayAt += DAY_MS) {
      const name = nameArchive(dayAt);
      if (!archives.has(name)) await writeArchive(paths, name, writeDayLog(timeline, dayAt, dayAt + DAY_MS));
    }
    await replaceFile(paths.log, writeDayLog(timeline, todayAt, at));
    await replaceFile(paths.objectCache, writeObjectCache(programStartAt(world)));
    await replaceFile(paths.config, writeConfig(paths, UPDATE_INTERVAL_MS));
    await replaceFile(paths.status, writeStatus(timeline, at));
    progress = { timeline, loggedUntil: at };
  }

  /** Of no use are a world from the future (the clock has been set back) and one that has grown old. */
  async function readFreshWorld(at: EpochMs): Promise<World | null> {
    const world = await readWorld(paths);
    return world !== null && world.bornAt <= at && at - world.bornAt < OLD_AFTER_MS ? world : null;
  }

  async function bear(at: EpochMs): Promise<World> {
    const world = createWorld(SEED, at);
    await keepWorld(paths, world);
    return world;
  }

  async function advance(now: EpochMs): Promise<void> {
    if (progress === null) return prepare(now);
    const at = wholeSecond(now);
    if (at + HOUR_MS > progress.timeline.until) {
      progress = { ...progress, timeline: buildTimeline(progress.timeline.world, at + AHEAD_MS) };
    }
    await writeLogUntil(progress, at);
    await replaceFile(paths.status, writeStatus(progress.timeline, at));
  }

  async function writeLogUntil(state: Progress, at: EpochMs): Promise<void> {
    while (state.loggedUntil < at) {
      const dayAt = midnightBefore(state.loggedUntil);
      const until = Math.min(at, dayAt + DAY_MS);
      const text =
        state.loggedUntil === dayAt
          ? writeDayLog(state.timeline, dayAt, until)
          : writeLogLines(state.timeline, state.loggedUntil, until);
      if (text !== "") await appendFile(paths.log, text);
      state.loggedUntil = until;
      if (until === dayAt + DAY_MS) await archiveLog(paths, nameArchive(dayAt));
    }
  }

  return {
    configPath: paths.config,
    prepare,
    advance,
    listPoints: (metrics, until) => (progress === null ? [] : listPastPoints(progress.timeline, metrics, until)),
  };
}

function wholeSecond(at: EpochMs): EpochMs {
  return at - (at % SECOND_MS);
}
