import type { ObjectKey } from "@/lib/domain/snapshot";
import type { NameIndex } from "./name-cache";
import type { ObjectStatus } from "./status-file";

/** All objects of a status file by their key, each made when it is asked for. */
export interface ObjectTable {
  readonly size: number;
  has(key: ObjectKey): boolean;
  get(key: ObjectKey): ObjectStatus | undefined;
  /** Keys in the order of the file. */
  keys(): Iterable<ObjectKey>;
  list(kind: ObjectStatus["kind"]): ObjectStatus[];
}

/** Takes objects in while a file is scanned. */
export interface TableBuilder {
  /** Keeps what is said of the object in a row; the last one counts. */
  set(row: number, status: ObjectStatus): void;
  finish(index: NameIndex): ObjectTable;
}

/** Numbers kept of each object; see `pack`. */
const COLUMNS = 12;

const CHECKED = 1;
const HARD = 2;
const ACKNOWLEDGED = 4;
const FLAPPING = 8;
const ACTIVE = 16;
const PASSIVE = 32;
/** States are kept as 0 for null, else one more than the state. */
const STATES = 5;

/**
 * Keeps objects as rows of numbers: 50,000 of them as objects of their own would cost the garbage collector
 * pauses of 50 ms and more at each reading.
 */
export function createTableBuilder(expectedRows: number): TableBuilder {
  let cells = new Float64Array(Math.max(64, expectedRows) * COLUMNS);
  const outputs: string[] = [];
  return {
    set(row, status) {
      if ((row + 1) * COLUMNS > cells.length) {
        const larger = new Float64Array(cells.length * 2);
        larger.set(cells);
        cells = larger;
      }
      pack(status, cells, row * COLUMNS);
      outputs[row] = status.pluginOutput;
    },
    finish: (index) => createTable(index, cells, outputs),
  };
}

function createTable({ names, rows }: NameIndex, cells: Float64Array, outputs: readonly string[]): ObjectTable {
  return {
    size: names.length,
    has: (key) => rows.has(key),
    get(key) {
      const row = rows.get(key);
      const name = row === undefined ? undefined : names[row];
      if (row === undefined || name === undefined) return undefined;
      return unpack(name, cells, row * COLUMNS, outputs[row] ?? "");
    },
    keys: () => rows.keys(),
    list(kind) {
      const all = names.map((name, row) => unpack(name, cells, row * COLUMNS, outputs[row] ?? ""));
      return all.filter((status) => status.kind === kind);
    },
  };
}

function pack(status: ObjectStatus, cells: Float64Array, at: number): void {
  cells[at] = status.lastStateChangeAt ?? Number.NaN;
  cells[at + 1] = status.lastHardStateChangeAt ?? Number.NaN;
  cells[at + 2] = status.lastTimeOkAt ?? Number.NaN;
  cells[at + 3] = status.lastCheckAt ?? Number.NaN;
  cells[at + 4] = status.nextCheckAt ?? Number.NaN;
  cells[at + 5] = status.retryInterval ?? Number.NaN;
  cells[at + 6] = status.currentProblemId;
  cells[at + 7] = status.currentAttempt;
  cells[at + 8] = status.maxAttempts;
  cells[at + 9] = status.scheduledDowntimeDepth;
  cells[at + 10] = ((status.currentState ?? -1) + 1) * STATES + (status.lastHardState ?? -1) + 1;
  cells[at + 11] =
    (status.hasBeenChecked ? CHECKED : 0) +
    (status.stateType === "hard" ? HARD : 0) +
    (status.problemHasBeenAcknowledged ? ACKNOWLEDGED : 0) +
    (status.isFlapping ? FLAPPING : 0) +
    (status.activeChecksEnabled ? ACTIVE : 0) +
    (status.passiveChecksEnabled ? PASSIVE : 0);
}

function unpack(name: NameIndex["names"][number], cells: Float64Array, at: number, pluginOutput: string): ObjectStatus {
  const states = cells[at + 10] ?? 0;
  const flags = cells[at + 11] ?? 0;
  return {
    kind: name.serviceDescription === null ? "host" : "service",
    key: name.key,
    hostName: name.hostName,
    serviceDescription: name.serviceDescription,
    hasBeenChecked: (flags & CHECKED) !== 0,
    currentState: unpackState(Math.floor(states / STATES)),
    lastHardState: unpackState(states % STATES),
    stateType: (flags & HARD) === 0 ? "soft" : "hard",
    currentProblemId: cells[at + 6] ?? 0,
    currentAttempt: cells[at + 7] ?? 0,
    maxAttempts: cells[at + 8] ?? 0,
    lastStateChangeAt: readOptional(cells[at]),
    lastHardStateChangeAt: readOptional(cells[at + 1]),
    lastTimeOkAt: readOptional(cells[at + 2]),
    lastCheckAt: readOptional(cells[at + 3]),
    nextCheckAt: readOptional(cells[at + 4]),
    retryInterval: readOptional(cells[at + 5]),
    pluginOutput,
    problemHasBeenAcknowledged: (flags & ACKNOWLEDGED) !== 0,
    scheduledDowntimeDepth: cells[at + 9] ?? 0,
    isFlapping: (flags & FLAPPING) !== 0,
    activeChecksEnabled: (flags & ACTIVE) !== 0,
    passiveChecksEnabled: (flags & PASSIVE) !== 0,
  };
}

function readOptional(cell: number | undefined): number | null {
  return cell === undefined || Number.isNaN(cell) ? null : cell;
}

function unpackState(kept: number): number | null {
  return kept === 0 ? null : kept - 1;
}
