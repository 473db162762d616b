import { answerProblem, type Refusal, refuse } from "@/lib/http/problem";
import {
  BADGE_STYLES,
  type Badge,
  type BadgeStyle,
  describeBadge,
  describeForShields,
  MAX_LABEL,
} from "@/lib/view/badge";
import { drawBadge } from "@/lib/view/badge-svg";
import { answerNone, answerText } from "./answer-text";
import { cacheWhileFresh } from "./public-caching";
import { type PageReading, readPage } from "./publication";
import { readName } from "./scopes";

/** An image stands alone in a browser too: nothing in it may run or be fetched. */
const IMAGE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Sends a badge: `<slug>.svg` or `<slug>.json`, of a component or, as `status`, of the whole page. */
export function answerBadge(request: Request, file: string): Response {
  const [, name = "", type = ""] = /^(.+)\.(svg|json)$/.exec(readName(file)) ?? [];
  const asked = readBadge(new URL(request.url));
  if (asked.kind === "refused") return answerProblem(asked.status, asked.detail);
  const reading = readPage();
  const badge = describeBadge(reading.view, reading.at, { ...asked, slug: name === WHOLE_PAGE ? null : name });
  if (badge === null || type === "") return answerNone("There is no such badge.");
  return type === "json" ? answerShields(request, reading, badge) : answerImage(request, reading, badge, asked.style);
}

const WHOLE_PAGE = "status";

type Asked = { kind: "ok"; style: BadgeStyle; label: string | null };

function readBadge(url: URL): Asked | Refusal {
  const given = url.searchParams.get("style") ?? "flat";
  const style = BADGE_STYLES.find((each) => each === given);
  if (style === undefined) return refuse(400, `style must be one of ${BADGE_STYLES.join(", ")}.`);
  const label = url.searchParams.get("label");
  if ([...(label ?? "")].length > MAX_LABEL) return refuse(400, `label must have at most ${MAX_LABEL} characters.`);
  return { kind: "ok", style, label };
}

function answerImage(request: Request, reading: PageReading, badge: Badge, style: BadgeStyle): Response {
  return answerText(request, {
    body: drawBadge(badge, style),
    contentType: "image/svg+xml; charset=utf-8",
    caching: cacheWhileFresh(reading),
    headers: { "Content-Security-Policy": IMAGE_POLICY, "Cross-Origin-Resource-Policy": "cross-origin" },
  });
}

function answerShields(request: Request, reading: PageReading, badge: Badge): Response {
  const body = JSON.stringify(describeForShields(badge));
  return answerText(request, { body, contentType: "application/json", caching: cacheWhileFresh(reading) });
}
