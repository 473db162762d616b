import { createHash } from "node:crypto";
import { answerConditionally } from "@/lib/http/conditional";
import { describePicture, type SharePicture } from "@/lib/view/share-picture";
import { cacheWhileFresh } from "./public-caching";
import { readPage } from "./publication";
import { shareObject } from "./runtime";

type Draw = (picture: SharePicture) => Promise<ArrayBuffer>;

/** The last picture by what it says: drawing one takes a tenth of a second, and anybody may ask for it. */
const memory = shareObject("picture", () => ({ key: "", bytes: null as Promise<ArrayBuffer> | null }));

/** Sends the picture of the page as it is now. */
export async function answerPicture(request: Request, draw: Draw): Promise<Response> {
  const reading = readPage();
  const picture = describePicture(reading.view, reading.at);
  const body = new Uint8Array(await drawOnce(picture, draw));
  const etag = `"${createHash("sha1").update(body).digest("base64url")}"`;
  const headers = { "Cache-Control": cacheWhileFresh(reading), "Cross-Origin-Resource-Policy": "cross-origin" };
  return answerConditionally(request, { body, etag, contentType: "image/png", headers });
}

/** The same words make the same picture, however many ask at once. What failed is tried again by the next one. */
function drawOnce(picture: SharePicture, draw: Draw): Promise<ArrayBuffer> {
  const key = JSON.stringify(picture);
  if (memory.bytes !== null && memory.key === key) return memory.bytes;
  const bytes = draw(picture);
  memory.key = key;
  memory.bytes = bytes;
  bytes.catch(() => {
    if (memory.bytes === bytes) memory.bytes = null;
  });
  return bytes;
}
