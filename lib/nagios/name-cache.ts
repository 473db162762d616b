import { objectKey } from "@/lib/domain/snapshot";
import { copyText, decodeValue } from "./decode-value";
import { type FieldReader, statusField } from "./field-reader";
import type { ObjectName } from "./object-name";

/** The names of the scan before: almost always the next file holds the same ones in the same order. */
export interface NameCache {
  /** Begins a scan. */
  begin(): NameScan;
}

export interface NameScan {
  /** The name of the block that was entered; null when the block has none. */
  read(fields: FieldReader, text: string, isService: boolean): ObjectName | null;
  /** Leaves the name last read out: its object was skipped or is there already. */
  drop(): void;
  /** All names in order: the very array of the scan before when nothing changed. Remembers them for the next. */
  finish(): readonly ObjectName[];
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
  let known: Entry[] = [];
  let names: readonly ObjectName[] = [];

  return {
    begin() {
      const seen: Entry[] = [];
      let isSame = true;
      return {
        read(fields, text, isService) {
          const expected = known[seen.length];
          if (expected !== undefined && isNameOf(expected, text, isService)) {
            seen.push(expected);
            return expected.name;
          }
          const name = readName(fields, isService);
          if (name === null) return null;
          const head = text.slice(0, fields.position() + 1);
          seen.push({ head: head.length > MAX_HEAD_CHARS ? "" : copyText(head), name });
          isSame = false;
          return name;
        },
        drop() {
          seen.pop();
        },
        finish() {
          if (!isSame || seen.length !== known.length) names = seen.map((entry) => entry.name);
          known = seen;
          return names;
        },
      };
    },
  };
}

function isNameOf(entry: Entry, text: string, isService: boolean): boolean {
  return entry.head !== "" && (entry.name.serviceDescription !== null) === isService && text.startsWith(entry.head);
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
