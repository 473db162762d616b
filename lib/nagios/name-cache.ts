import { type ObjectKey, objectKey } from "@/lib/domain/snapshot";
import { copyText, decodeValue } from "./decode-value";
import { type FieldReader, statusField } from "./field-reader";
import type { ObjectName } from "./object-name";

/** The names of a file in its order, and the row of each. */
export interface NameIndex {
  names: readonly ObjectName[];
  rows: ReadonlyMap<ObjectKey, number>;
}

/** The names of the scan before: almost always the next file holds the same ones in the same order. */
export interface NameCache {
  begin(): NameScan;
}

export interface NameScan {
  /** How many names the scan before found. */
  readonly expected: number;
  /** The row of the block that was entered; -1 when it has no name. A row seen before: the object is said again. */
  read(fields: FieldReader, text: string, isService: boolean): number;
  nameAt(row: number): ObjectName;
  /** How many rows there are by now. */
  count(): number;
  /** All names: the very index of the scan before when nothing changed. Remembers them for the next scan. */
  finish(): NameIndex;
}

interface Entry {
  /** The block's text as far as the name reaches, undecoded: a block that begins with it has this name. */
  head: string;
  name: ObjectName;
}

const HOST_NAME = statusField("host_name");
const SERVICE_DESCRIPTION = statusField("service_description");
/** Names stand first in a block. One that stands far behind is read anew each time. */
const MAX_HEAD_CHARS = 1024;

/** Makes a cache to be handed to scan after scan of the same file. */
export function createNameCache(): NameCache {
  let known: readonly Entry[] = [];
  let index: NameIndex = { names: [], rows: new Map() };

  return {
    begin: () =>
      scanNames(known, index, (entries, found) => {
        known = entries;
        index = found;
      }),
  };
}

function scanNames(
  known: readonly Entry[],
  index: NameIndex,
  remember: (entries: readonly Entry[], index: NameIndex) => void,
): NameScan {
  let count = 0;
  /** From the first name on that is not the known one, entries and rows of this scan's own. */
  let own: { entries: Entry[]; rows: Map<ObjectKey, number> } | null = null;

  function diverge(): NonNullable<typeof own> {
    const entries = known.slice(0, count);
    return { entries, rows: new Map(entries.map((entry, row) => [entry.name.key, row])) };
  }

  return {
    expected: known.length,
    read(fields, text, isService) {
      const entry = own === null ? known[count] : undefined;
      if (entry !== undefined && isNameOf(entry, text, isService)) {
        count += 1;
        return count - 1;
      }
      const name = readName(fields, isService);
      if (name === null) return -1;
      own ??= diverge();
      const row = own.rows.get(name.key);
      if (row !== undefined) return row;
      const head = text.slice(0, fields.reach() + 1);
      own.entries.push({ head: head.length > MAX_HEAD_CHARS ? "" : copyText(head), name });
      own.rows.set(name.key, count);
      count += 1;
      return count - 1;
    },
    nameAt(row) {
      const name = (own?.entries ?? known)[row]?.name;
      if (name === undefined) throw new Error(`no name in row ${row}`);
      return name;
    },
    count: () => count,
    finish() {
      if (own === null && count < known.length) own = diverge();
      if (own === null || hasSameNames(own.entries, index.names)) return index;
      const found = { names: own.entries.map((entry) => entry.name), rows: own.rows };
      remember(own.entries, found);
      return found;
    },
  };
}

function hasSameNames(entries: readonly Entry[], names: readonly ObjectName[]): boolean {
  return entries.length === names.length && entries.every(({ name }, row) => name.key === names[row]?.key);
}

function isNameOf({ head, name }: Entry, text: string, isService: boolean): boolean {
  return head !== "" && (name.serviceDescription !== null) === isService && text.startsWith(head);
}

/** The name of a host, service, comment or downtime; null when it is missing or empty. */
export function readName(fields: FieldReader, isService: boolean): ObjectName | null {
  const hostName = decodeValue(fields.raw(HOST_NAME) ?? "");
  if (hostName === "") return null;
  if (!isService) return { key: hostName, hostName, serviceDescription: null };
  const serviceDescription = fields.text(SERVICE_DESCRIPTION);
  if (serviceDescription === "") return null;
  return { key: objectKey(hostName, serviceDescription), hostName, serviceDescription };
}
