import { readdir, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { MetricSpec } from "@/lib/domain/metric";
import { isArchiveName } from "@/lib/nagios/archive-names";
import { checkCompleteness } from "@/lib/nagios/completeness";
import { createNameCache } from "@/lib/nagios/name-cache";
import { createObjectCacheScanner } from "@/lib/nagios/object-cache";
import type { ObjectModel } from "@/lib/nagios/object-model";
import type { StatusFile } from "@/lib/nagios/status-file";
import { createStatusScanner } from "@/lib/nagios/status-scanner";
import type { FileIdentity } from "@/lib/poller/careful-files";
import { createSourceReader, type SourceReader } from "@/lib/poller/read-source";
import { type Accounts, type Need, type Way, walkTo } from "./doctor-path";
import type { NagiosFiles } from "./locate-nagios";

/** What became of one file of Nagios'. */
export type FileFacts<T> =
  | { kind: "unnamed" }
  | { kind: "read"; path: string; bytes: number; writtenAt: number; value: T }
  | { kind: "incomplete"; path: string; reason: string }
  | { kind: "unavailable"; path: string; code: string; message: string; way: Way };

/** Everything that the doctor learns from Nagios' files. */
export interface SiteFacts {
  status: FileFacts<StatusFile>;
  objects: FileFacts<ObjectModel>;
  log: FileFacts<null>;
  /** `value`: the number of rotated logs. */
  archives: FileFacts<number>;
  /** Why the status file is no whole picture; null when it is one, or nothing can be said. */
  lack: string | null;
}

/** A file that is just being written, or a reload, is over by then. */
const SECOND_LOOK_MS = 2000;

/** Reads Nagios' files as the service does, once, and looks again when they were caught in the middle of a change. */
export async function readSite(
  files: NagiosFiles,
  accounts: Accounts,
  metrics: readonly MetricSpec[] = [],
): Promise<SiteFacts> {
  const facts = await readOnce(files, accounts, metrics);
  const isInMotion = [facts.status, facts.objects].some(
    (file) => file.kind === "incomplete" || (file.kind === "unavailable" && file.code === "source_changed"),
  );
  if (!isInMotion && facts.lack === null) return facts;
  await sleep(SECOND_LOOK_MS);
  return readOnce(files, accounts, metrics);
}

async function readOnce(files: NagiosFiles, accounts: Accounts, metrics: readonly MetricSpec[]): Promise<SiteFacts> {
  const reader = createSourceReader();
  const objectScanner = createObjectCacheScanner();
  const objects = await readFacts(files.objectCachePath, { reader, accounts, onPiece: objectScanner.push }, () => {
    const reading = objectScanner.end();
    return reading.kind === "complete" ? { value: reading.model } : { reason: reading.reason };
  });
  const statusScanner = createStatusScanner(createNameCache(), {
    withValues: true,
    measuredKeys: new Set(metrics.map(({ key }) => key)),
  });
  const status = await readFacts(files.statusPath, { reader, accounts, onPiece: statusScanner.push }, () => {
    const reading = statusScanner.end();
    return reading.kind === "complete" ? { value: reading.status } : { reason: reading.reason };
  });
  return {
    status,
    objects,
    log: await lookAt(files.logPath, "read", accounts, async () => null),
    archives: await lookAt(files.archivePath, "list", accounts, countArchives),
    lack: findLack(status, objects),
  };
}

interface ReadDeps {
  reader: SourceReader;
  accounts: Accounts;
  onPiece: (text: string) => void;
}

async function readFacts<T>(
  path: string | null,
  { reader, accounts, onPiece }: ReadDeps,
  finish: () => { value: T } | { reason: string },
): Promise<FileFacts<T>> {
  if (path === null) return { kind: "unnamed" };
  const reading = await reader.read(path, null, onPiece);
  if (reading.kind === "unavailable") {
    const { code, message } = reading;
    // Walking to a place that does not answer would hang as well.
    const way: Way = code === "source_hanging" ? { kind: "failed", path, code } : await walkTo(path, "read", accounts);
    return { kind: "unavailable", path, code, message, way };
  }
  const end = finish();
  if ("reason" in end) return { kind: "incomplete", path, reason: end.reason };
  return { kind: "read", path, ...measure(reading.identity), value: end.value };
}

function measure({ size, mtimeNs }: FileIdentity): { bytes: number; writtenAt: number } {
  return { bytes: Number(size), writtenAt: Number(mtimeNs / 1_000_000n) };
}

/** For what is only looked at: a log may have gigabytes. */
async function lookAt<T>(
  path: string | null,
  need: Need,
  accounts: Accounts,
  learn: (path: string) => Promise<T>,
): Promise<FileFacts<T>> {
  if (path === null) return { kind: "unnamed" };
  const way = await walkTo(path, need, accounts);
  if (way.kind !== "open") return { kind: "unavailable", path, ...nameStop(way), way };
  const isRight = way.last.isFolder === (need === "list");
  const { size, mtimeMs, isFile } = await describe(path);
  if (!isRight || (need === "read" && !isFile)) {
    const message = need === "list" ? "is not a folder" : "is not a regular file";
    return { kind: "unavailable", path, code: "source_not_regular", message, way };
  }
  return { kind: "read", path, bytes: size, writtenAt: mtimeMs, value: await learn(path) };
}

async function describe(path: string): Promise<{ size: number; mtimeMs: number; isFile: boolean }> {
  const stats = await stat(path);
  return { size: stats.size, mtimeMs: stats.mtimeMs, isFile: stats.isFile() };
}

function nameStop(way: Exclude<Way, { kind: "open" }>): { code: string; message: string } {
  switch (way.kind) {
    case "blocked":
      return { code: "source_unreadable", message: "may not be read by this user" };
    case "missing":
      return { code: "source_missing", message: "does not exist" };
    case "loop":
      return { code: "source_loop", message: "is a loop of symbolic links" };
    case "failed":
      return { code: "source_failed", message: `could not be read (${way.code})` };
  }
}

async function countArchives(path: string): Promise<number> {
  const names = await readdir(path);
  return names.filter((name) => isArchiveName(name)).length;
}

function findLack(status: FileFacts<StatusFile>, objects: FileFacts<ObjectModel>): string | null {
  if (status.kind !== "read" || objects.kind !== "read") return null;
  const completeness = checkCompleteness(objects.value, status.value, null, objects.writtenAt);
  return completeness.kind === "complete" ? null : completeness.reason;
}
