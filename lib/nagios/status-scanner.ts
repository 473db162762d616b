import type { InsideKind } from "@/lib/domain/inside-words";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { type Block, createBlockScanner } from "./block-scanner";
import { createFieldReader, type FieldReader, statusField } from "./field-reader";
import { isPerson, isSecret } from "./inside-words";
import { createNameCache, type NameCache, readName } from "./name-cache";
import type { ObjectName } from "./object-name";
import { createTableBuilder } from "./object-table";
import { createProblemList } from "./problem";
import {
  readComment,
  readDowntime,
  readHostStatus,
  readMeasured,
  readProgramStatus,
  readServiceStatus,
} from "./status-blocks";
import type {
  CommentEntry,
  DowntimeEntry,
  MeasuredStatus,
  ObjectStatus,
  ProgramStatus,
  StatusFile,
  StatusReading,
} from "./status-file";

/** Reads status.dat piece by piece. */
export interface StatusScanner {
  /** Takes the next piece as latin-1 text of any length, cut anywhere. A few milliseconds a megabyte. */
  push(chunk: string): void;
  /** The whole file, or why it is not one. */
  end(): StatusReading;
}

/** Eight times what Nagios allows for output (MAX_PLUGIN_OUTPUT_LENGTH, include/nagios.h): more is cut. */
const MAX_VALUE_BYTES = 64 * 1024;
const MAX_LINE_CHARS = 2 * MAX_VALUE_BYTES;

const NO_KEYS: ReadonlySet<ObjectKey> = new Set();

const CREATED = statusField("created");
const CONTACT_NAME = statusField("contact_name");
const VERSION = statusField("version");

/**
 * Makes a scanner for one reading of status.dat (Nagios 3 and 4, Naemon, Icinga 1). Unknown blocks and fields are
 * ignored, missing fields tolerated, wrong blocks reported and skipped. A file counts as complete when it says
 * when it was created and ends with a closed block (base/utils.c, my_rename: a copy in place can be seen torn).
 * Hand the same cache to all scans of a file: names are then kept once. `withValues`: the values of custom variables
 * are kept as well, as objects.cache says them at a far smaller price. `measuredKeys`: whose performance data is read.
 */
export function createStatusScanner(
  cache: NameCache = createNameCache(),
  { withValues = false, measuredKeys = NO_KEYS }: { withValues?: boolean; measuredKeys?: ReadonlySet<ObjectKey> } = {},
): StatusScanner {
  const fields = createFieldReader(MAX_VALUE_BYTES);
  const names = cache.begin();
  const problems = createProblemList();
  const table = createTableBuilder(names.expected);
  const comments: CommentEntry[] = [];
  const downtimes: DowntimeEntry[] = [];
  const inside = new Map<string, InsideKind>();
  const measured = new Map<ObjectKey, MeasuredStatus>();
  let createdAt: EpochMs | null = null;
  let version = "";
  let program: ProgramStatus | null = null;
  const blocks = createBlockScanner(takeBlock, problems.add, { maxLineChars: MAX_LINE_CHARS });

  function takeBlock(block: Block): void {
    switch (block.type) {
      case "servicestatus":
      case "hoststatus":
        takeObject(block, block.type === "servicestatus");
        break;
      case "hostcomment":
      case "servicecomment":
        takeEntry(block, comments, readComment);
        break;
      case "hostdowntime":
      case "servicedowntime":
        takeEntry(block, downtimes, readDowntime);
        break;
      case "contactstatus":
        fields.enter(block);
        inside.set(fields.text(CONTACT_NAME), "person");
        takeValues();
        break;
      case "info":
        fields.enter(block);
        createdAt = fields.instant(CREATED);
        version = fields.text(VERSION);
        break;
      case "programstatus":
        fields.enter(block);
        program = readProgramStatus(fields);
    }
  }

  function takeObject(block: Block, isService: boolean): void {
    fields.enter(block);
    const before = names.count();
    const row = names.read(fields, block.text, isService);
    if (row === -1) {
      report(block, "has no name and was skipped");
      return;
    }
    const name = names.nameAt(row);
    if (row < before) report(block, `says ${name.key} again: the last one counts`);
    const status = isService ? readServiceStatus(fields, name) : readHostStatus(fields, name);
    if (status.currentState === null) report(block, `has no readable current_state: ${name.key} is unknown`);
    table.set(row, status);
    if (measuredKeys.has(name.key)) measured.set(name.key, readMeasured(fields));
    takeValues();
  }

  function takeValues(): void {
    if (!withValues) return;
    for (const value of fields.customValues().filter(isSecret)) inside.set(value, "value");
  }

  function takeEntry<T>(block: Block, entries: T[], read: (from: FieldReader, name: ObjectName) => T): void {
    fields.enter(block);
    const name = readName(fields, block.type.startsWith("service"));
    if (name === null) report(block, "has no name and was skipped");
    else entries.push(read(fields, name));
  }

  function report(block: Block, message: string): void {
    problems.add({ line: block.line, block: block.type, message });
  }

  function refuse(reason: string): StatusReading {
    return { kind: "incomplete", reason, problems: problems.list() };
  }

  return {
    push: blocks.push,
    end() {
      const end = blocks.end();
      if (end.kind === "torn") return refuse(end.reason);
      if (createdAt === null) return refuse("it has no info block with a readable `created`");
      // Nagios does not run without a host: the rest was cut off between two blocks.
      if (names.count() === 0) return refuse("it holds no host and no service");
      return { kind: "complete", status: makeFile(createdAt) };
    },
  };

  function makeFile(at: EpochMs): StatusFile {
    for (const { author } of [...comments, ...downtimes]) if (isPerson(author)) inside.set(author, "person");
    const index = names.finish();
    const objects = table.finish(index);
    let hosts: ObjectStatus[] | null = null;
    let services: ObjectStatus[] | null = null;
    return {
      createdAt: at,
      version,
      program,
      objects,
      get hosts() {
        hosts ??= objects.list("host");
        return hosts;
      },
      get services() {
        services ??= objects.list("service");
        return services;
      },
      names: index.names,
      measured,
      comments,
      downtimes,
      inside,
      problems: problems.list(),
      problemCount: problems.count(),
    };
  }
}
