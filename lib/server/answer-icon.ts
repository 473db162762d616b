import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { drawIcon } from "@/lib/view/icon-svg";
import { judgePage } from "@/lib/view/judge";
import { ENGLISH } from "@/lib/view/words/words-of";
import { answerText } from "./answer-text";
import { cacheWhileFresh } from "./public-caching";
import { readPage } from "./publication";

const IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
const SAME_FOREVER = "public, max-age=86400";

/**
 * Sends the page's icon: with `?state=` that of a state, or the plain one for `none`, which whoever asks shows as long as
 * it is so; else that of the present state.
 */
export function answerIcon(request: Request): Response {
  const asked = new URL(request.url).searchParams.get("state");
  const isNamed = asked === "none" || PUBLIC_STATES.some((state) => state === asked);
  const reading = readPage();
  const present = () => judgePage(reading.view, reading.at, ENGLISH).state;
  const state = isNamed ? (PUBLIC_STATES.find((each) => each === asked) ?? null) : present();
  return answerText(request, {
    body: drawIcon(state),
    contentType: "image/svg+xml; charset=utf-8",
    caching: isNamed ? SAME_FOREVER : cacheWhileFresh(reading),
    headers: { "Content-Security-Policy": IMAGE_POLICY },
  });
}
