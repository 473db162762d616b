import { createHash } from "node:crypto";
import type { OutgoingHttpHeader, OutgoingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Encoding } from "@/lib/http/encoding";

/** Bytes; as text (`latin1`) where they are few: Node writes that in one go with the headers, which saves a tenth. */
type Body = Buffer | string;

/** Names and values in turn, as Node writes them fastest. The last value is the age. */
export type HeaderList = OutgoingHttpHeader[];

/** An answer in every form in which it is sent, made once: bytes, and the headers that go with them. */
export interface PackedAnswer {
  etag: string;
  bodies: Record<Encoding, Body>;
  headers: Record<Encoding, HeaderList>;
  /** What a 304 carries (RFC 9110, 15.4.5). */
  unchanged: HeaderList;
  /** How much memory it takes. */
  bytes: number;
  /** Seconds since it was made, as of its last sending: what a cache may count from its `max-age` (RFC 9111, 5.1). */
  age: number;
}

const packGzip = promisify(gzip);
const packBrotli = promisify(brotliCompress);
/** Brotli's effort. The second saves a tenth and takes 5 ms for each 10 kB, aside of the event loop. */
const EFFORTS = { once: 6, often: 10 } as const;
/** Larger bodies take the second effort too long. */
const LARGE_BYTES = 400_000;
/** More takes longer to copy than a second piece costs. */
const SMALL_BYTES = 4_000;

/** What belongs to one connection, or is said anew for each form. */
const OWN = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "date",
  "content-length",
  "content-encoding",
  "etag",
  "age",
];

/**
 * Packs an answer that is sent `once` or `often`. Its validator is weak where its own was: the same for all encodings, as the text is the same. What gets
 * no shorter is sent as it is.
 */
export async function packAnswer(
  body: Buffer,
  given: OutgoingHttpHeaders,
  sent: keyof typeof EFFORTS,
): Promise<PackedAnswer> {
  const quality = body.length > LARGE_BYTES ? EFFORTS.once : EFFORTS[sent];
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  const [zipped, brotli] = await Promise.all([packGzip(body), packBrotli(body, { params })]);
  const etag = typeof given.etag === "string" ? given.etag : `W/"${hash(body)}"`;
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !OWN.includes(name)));
  const common = { ...kept, etag, vary: addVary(given.vary) };
  const bodies = { identity: body, gzip: shorter(zipped, body), br: shorter(brotli, body) };
  const headersOf = (encoding: Encoding): HeaderList =>
    listHeaders({
      ...common,
      "content-length": bodies[encoding].length,
      ...(bodies[encoding] !== body && { "content-encoding": encoding }),
    });
  const { "content-type": _, ...unchanged } = common as OutgoingHttpHeaders;
  return {
    etag,
    bodies: { identity: ready(bodies.identity), gzip: ready(bodies.gzip), br: ready(bodies.br) },
    headers: { identity: headersOf("identity"), gzip: headersOf("gzip"), br: headersOf("br") },
    unchanged: listHeaders(unchanged),
    bytes: body.length + bodies.gzip.length + bodies.br.length,
    age: 0,
  };
}

function hash(body: Buffer): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, 27);
}

function listHeaders(headers: OutgoingHttpHeaders): HeaderList {
  return Object.entries({ ...headers, age: "0" }).flat() as HeaderList;
}

function ready(body: Buffer): Body {
  return body.length <= SMALL_BYTES ? body.toString("latin1") : body;
}

function shorter(packed: Buffer, body: Buffer): Buffer {
  return packed.length < body.length ? packed : body;
}

function addVary(given: OutgoingHttpHeaders["vary"]): string {
  const names = (Array.isArray(given) ? given.join(",") : String(given ?? "")).split(",").map((name) => name.trim());
  return [...names.filter((name) => name !== "" && name.toLowerCase() !== "accept-encoding"), "Accept-Encoding"].join(
    ", ",
  );
}
