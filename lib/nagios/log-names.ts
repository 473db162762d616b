import type { ObjectKey } from "@/lib/domain/snapshot";
import { copyText, decodeValue } from "./decode-value";

/** Which objects a scan of the log is about. */
export interface WantedNames {
  /** The key of the object whose `host` or `host;service` stands in the log as these bytes, read as latin-1. */
  find(raw: string): ObjectKey | undefined;
}

/** The objects with these keys and no other. */
export function createWantedNames(keys: Iterable<ObjectKey>): WantedNames {
  const byBytes = new Map<string, ObjectKey>();
  for (const key of keys) for (const raw of listSpellings(key)) byBytes.set(raw, key);
  return { find: (raw) => byBytes.get(raw) };
}

/** Every object that the log names. */
export function createEveryName(): WantedNames {
  const known = new Map<string, ObjectKey>();
  return {
    find(raw) {
      const found = known.get(raw);
      if (found !== undefined) return found;
      const key = raw.split(";").map(decodeValue).join(";");
      known.set(copyText(raw), key);
      return key;
    },
  };
}

/** Nearly all names are: of 50,000 the others must not hold the loop. */
const ASCII = /^[\x20-\x7e]*$/;

/** All byte sequences that `decodeValue` reads as this key, host and service each for itself. */
function listSpellings(key: ObjectKey): string[] {
  if (ASCII.test(key)) return [key];
  return key
    .split(";")
    .map(spellPart)
    .reduce((heads, parts) => heads.flatMap((head) => parts.map((part) => `${head};${part}`)));
}

function spellPart(part: string): string[] {
  const encoded = Buffer.from(part, "utf8").toString("latin1");
  return encoded !== part && decodeValue(part) === part ? [encoded, part] : [encoded];
}
