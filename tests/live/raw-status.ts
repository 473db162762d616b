import { readFile } from "node:fs/promises";

/** One block of status.dat as it stands there, all values text. */
export interface RawBlock {
  type: string;
  fields: ReadonlyMap<string, string>;
}

/** Reads status.dat line by line, without any code of the product; null when there is no such file. */
export async function readRawStatus(path: string): Promise<RawBlock[] | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  const blocks: RawBlock[] = [];
  let fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const opening = /^(\w+) \{$/.exec(line)?.[1];
    if (opening !== undefined) {
      fields = new Map();
      blocks.push({ type: opening, fields });
    } else if (line.startsWith("\t") && line.includes("=")) {
      const equals = line.indexOf("=");
      fields.set(line.slice(1, equals), line.slice(equals + 1));
    }
  }
  return blocks;
}

/** The block of a host, or of a service; undefined when the file has none. */
export function findRawObject(blocks: readonly RawBlock[], host: string, service: string | null): RawBlock | undefined {
  return blocks.find(
    ({ type, fields }) =>
      type === (service === null ? "hoststatus" : "servicestatus") &&
      fields.get("host_name") === host &&
      (fields.get("service_description") ?? null) === service,
  );
}
