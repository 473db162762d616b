import { createHash } from "node:crypto";
import { answerConditionally } from "@/lib/http/conditional";
import { answerProblem } from "@/lib/http/problem";
import {
  answerActive,
  answerComponents,
  answerIncidents,
  answerMaintenances,
  answerStatus,
  answerSummary,
  answerUnresolved,
  answerUpcoming,
  type ToldEvents,
} from "@/lib/view/statuspage-answers";
import { frameStatuspage, type StatuspageFrame } from "@/lib/view/statuspage-frame";
import { createStatuspageIds } from "@/lib/view/statuspage-ids";
import { cacheWhileFresh } from "./public-caching";
import { readPage } from "./publication";
import { openRoute } from "./route";
import { getRuntime } from "./runtime";
import { readIncidents, readMaintenances, readPublished } from "./statuspage-events";

interface StatuspageFile {
  read: () => ToldEvents | Promise<ToldEvents>;
  answer: (frame: StatuspageFrame, told: ToldEvents) => object;
}

/** The files of `/api/v2/`, without their ending. */
const FILES = {
  summary: { read: readPublished, answer: answerSummary },
  status: { read: readPublished, answer: answerStatus },
  components: { read: readPublished, answer: answerComponents },
  incidents: { read: readIncidents, answer: answerIncidents },
  "incidents/unresolved": { read: readPublished, answer: answerUnresolved },
  "scheduled-maintenances": { read: readMaintenances, answer: answerMaintenances },
  "scheduled-maintenances/upcoming": { read: readPublished, answer: answerUpcoming },
  "scheduled-maintenances/active": { read: readPublished, answer: answerActive },
} satisfies Record<string, StatuspageFile>;

const IDS = createStatuspageIds((text) => createHash("sha256").update(text).digest("hex"));

/** Nobody may keep an answer for longer: it may call something operational. */
const MOST_SECONDS = 30;
const CONTENT_TYPE = "application/json; charset=utf-8";

/** The route of one file. Judged when it is answered, after whatever had to be read. */
export function statuspageRoute(name: keyof typeof FILES) {
  const { read, answer }: StatuspageFile = FILES[name];
  return openRoute(async (request) => {
    const told = await read();
    const reading = readPage();
    const frame = frameStatuspage(reading.view, reading.at, findLink(request), IDS);
    const body = JSON.stringify(answer(frame, told));
    const etag = `"${createHash("sha1").update(body).digest("base64url")}"`;
    const headers = { "Cache-Control": cacheWhileFresh(reading, MOST_SECONDS) };
    return answerConditionally(request, { body, etag, contentType: CONTENT_TYPE, headers });
  });
}

/** Every other path below `/api/v2`. */
export const missingFileRoute = openRoute(() =>
  answerProblem(404, `There is no such file. There are: ${Object.keys(FILES).join(".json, ")}.json.`),
);

/** The page's own address: the configured one, else the one that was asked. */
function findLink(request: Request): string {
  const url = new URL(request.url);
  const asked = `${url.protocol}//${request.headers.get("host") ?? url.host}`;
  return getRuntime().inForce?.config.rss.link ?? asked;
}
