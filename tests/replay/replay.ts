import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IncidentRules, Selection } from "@/lib/domain/policy";
import { SECOND_MS } from "@/lib/domain/time";
import { compileSelection } from "@/lib/nagios/compile-selection";
import type { ObjectModel } from "@/lib/nagios/object-model";
import { select } from "@/lib/nagios/select";
import type { StatusFile } from "@/lib/nagios/status-file";
import type { SiteReader, SiteReading } from "@/lib/poller/read-site";
import type { RoundOutcome } from "@/lib/poller/round";
import { createMemoryStore } from "@/lib/store/memory";
import type { Store } from "@/lib/store/store";
import { readPacked } from "@/tests/fixtures/nagios/read-history";
import { connectMortal } from "./mortal-store";
import { createReplayClock, createReplayLog, startProcess } from "./process";

export interface ReplayInput {
  /** Asked at each poll, in seconds; null while there is no file. */
  fileAt: (second: number) => StatusFile | null;
  model: ObjectModel;
  selection: Selection;
  /** Folder of packed logs that are written on as time goes by. */
  logs: string;
  /** Seconds since the epoch. */
  from: number;
  to: number;
  everySeconds: number;
  rules?: Partial<IncidentRules>;
  /** After how many writes of a round the process is killed; null where it lives on. A new one goes on with what is stored. */
  diesAfter?: (round: number) => number | null;
  onRound?: (outcome: RoundOutcome, second: number) => void;
}

export interface ReplayResult {
  store: Store;
  rounds: number;
  /** What the service said that it did. */
  lines: string[];
}

/** The real poller's rounds over days that have been: read, history, reconcile, commit, one poll after the other. */
export async function replay(input: ReplayInput): Promise<ReplayResult> {
  const folder = makeLog(input.logs);
  const store = createMemoryStore();
  const lines: string[] = [];
  let second = input.from;
  const clock = createReplayClock(() => second * SECOND_MS);
  const { onRound } = input;

  function start() {
    const mortal = connectMortal(store);
    const process = startProcess({
      site: createReader(input, () => second),
      store: mortal.store,
      ...{ clock, log: createReplayLog(lines), intervalMs: input.everySeconds * SECOND_MS },
      places: { logPath: folder.logPath, archivePath: folder.archivePath, isNamed: true },
      ...(input.rules === undefined ? {} : { rules: input.rules }),
      onRound: (outcome) => onRound?.(outcome, second),
    });
    return { mortal, process };
  }

  try {
    let { mortal, process } = start();
    let rounds = 0;
    for (; second <= input.to; second += input.everySeconds) {
      folder.writeUntil(second);
      const writes = input.diesAfter?.(rounds) ?? null;
      if (writes !== null) mortal.dieAfter(writes);
      await Promise.race([process.poll(), mortal.death]);
      if (writes !== null) {
        process.stop();
        ({ mortal, process } = start());
      }
      rounds += 1;
    }
    process.stop();
    return { store, rounds, lines };
  } finally {
    folder.drop();
  }
}

/** Reads the file of the present second with the real selection. */
function createReader({ fileAt, model, selection }: ReplayInput, second: () => number): SiteReader {
  let compiled: ReturnType<typeof compileSelection> | null = null;
  let lastAt: number | null = null;
  async function read(previous: Parameters<SiteReader["read"]>[0]): Promise<SiteReading> {
    const file = fileAt(second());
    if (file === null) return { kind: "unavailable", code: "source_missing", message: "there is no file" };
    if (file.createdAt === lastAt) return { kind: "unchanged" };
    lastAt = file.createdAt;
    compiled ??= compileSelection(model, file.names, selection);
    return { kind: "fresh", snapshot: select(file, compiled, previous) };
  }
  return {
    read,
    forget() {
      lastAt = null;
    },
    isKnown: () => false,
    warnings: () => [],
    bytes: () => null,
    hanging: () => 0,
  };
}

/** A log that is written and rotated as time goes by. */
interface LogFolder {
  logPath: string;
  archivePath: string;
  writeUntil(second: number): void;
  drop(): void;
}

function makeLog(source: string): LogFolder {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-replay-"));
  const [logPath, archivePath] = [join(folder, "nagios.log"), join(folder, "archives")];
  mkdirSync(archivePath);
  const parts = readParts(source);
  let part = 0;
  let line = 0;
  writeFileSync(logPath, "");

  function writeUntil(second: number): void {
    for (;;) {
      const { name, lines } = parts[part] ?? { name: "", lines: [] };
      const first = line;
      while (line < lines.length && timeOf(lines[line]) <= second) line += 1;
      if (line > first) appendFileSync(logPath, `${lines.slice(first, line).join("\n")}\n`, "latin1");
      const next = parts[part + 1];
      if (line < lines.length || next === undefined || timeOf(next.lines[0]) > second) return;
      renameSync(logPath, join(archivePath, name));
      writeFileSync(logPath, "");
      part += 1;
      line = 0;
    }
  }

  return { logPath, archivePath, writeUntil, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The archives and the present log in the order of time, each with the name that it is rotated to. */
function readParts(source: string): { name: string; lines: string[] }[] {
  const archives = readdirSync(`${source}/archives`).map((name) => `archives/${name}`);
  const log = readdirSync(source).find((name) => name.startsWith("nagios.log")) ?? "nagios.log";
  return [...archives, log]
    .map((file) => ({
      name: file.replace("archives/", "").replace(/\.gz$/, ""),
      lines: readPacked(source, file).split("\n").filter(Boolean),
    }))
    .sort((a, b) => timeOf(a.lines[0]) - timeOf(b.lines[0]));
}

function timeOf(line: string | undefined): number {
  return Number(/^\[(\d+)\]/.exec(line ?? "")?.[1]);
}
