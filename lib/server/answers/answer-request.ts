import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Language } from "@/lib/domain/words";
import { type AskedPlace, BASE_HEADER, LANGUAGE_HEADER } from "@/lib/server/ask-place";
import type { NextLink, RenderedAnswer } from "@/lib/server/door/next-link";
import { PEER_HEADER } from "@/lib/server/stamp-peer";
import { makePolicy } from "./content-policy";
import { createKeptAnswers, type Present } from "./kept-answers";
import { findKeepRule, type KeepRule } from "./kept-paths";
import { type PackedAnswer, packAnswer } from "./packed-answer";
import { type Asked, createAskedReader, readName } from "./read-asked";
import { sendAnswer } from "./send-answer";
import { shortenFlight } from "./short-flight";
import { putScriptsToSleep } from "./sleeping-scripts";

/** What is on show. */
export interface Shown extends Present {
  /** Whether the page's own address is configured. */
  hasLink: boolean;
  /** The operator's. */
  language: Language;
}

export interface AnswerDeps {
  next: NextLink;
  /** Marks a request that is for Next with where it came from. */
  mark: (request: IncomingMessage) => void;
  /** Answers whoever asks too often for what has to be worked out, and says whether it did. */
  refuseQuery: (request: IncomingMessage, response: ServerResponse, url: string) => boolean;
  present: () => Shown;
  /** Lets Next know who asks; what is kept was asked by nobody in particular. */
  peerSecret: string;
  maxBytes: number;
}

/** A cache between us and the visitors may hold a page so long, and longer only while we are down. */
const DOCUMENT_CACHING = "public, max-age=0, s-maxage=5, stale-if-error=60";

/**
 * Answers requests: from what is kept where that is the same for everybody, else through Next. Documents get a content
 * policy that names their own inline scripts.
 */
export function createAnswerer(deps: AnswerDeps) {
  const kept = createKeptAnswers({
    make: (name) => makeKept(readName(name), deps),
    maxBytes: deps.maxBytes,
  });

  const readAsked = createAskedReader();

  /** What is kept, or will be, of what this one asks for; null when that is for nobody else. */
  function findShared(
    { method, headers }: IncomingMessage,
    { rule, name }: Asked,
    shown: Shown,
  ): ReturnType<typeof kept.find> | null {
    if (method !== "GET" && method !== "HEAD") return null;
    return rule !== null && mayShare(headers, rule, shown) ? kept.find(name, shown, rule.isLasting) : null;
  }

  return {
    /**
     * Answers at once, or says by a promise that the answer has to be made. It is asked before anything else is done with a
     * request: most of them end here.
     */
    answer(request: IncomingMessage, response: ServerResponse): undefined | Promise<void> {
      const shown = deps.present();
      const asked = readAsked(request.url ?? "/", request.headers["accept-language"], shown.language);
      const found = findShared(request, asked, shown);
      if (found instanceof Promise || found === null)
        return answerLater(request, response, { found, place: asked.place }, deps);
      sendAnswer(request, response, found);
      return undefined;
    },
    size: kept.size,
  };
}

function headersOf({ language, base }: AskedPlace): Record<string, string> {
  return { [LANGUAGE_HEADER]: language, ...(base !== "" && { [BASE_HEADER]: base }) };
}

async function answerLater(
  request: IncomingMessage,
  response: ServerResponse,
  { found, place }: { found: Promise<PackedAnswer | null> | null; place: AskedPlace },
  deps: AnswerDeps,
): Promise<void> {
  const made = found === null ? null : await found.catch(() => null);
  if (made !== null) return sendAnswer(request, response, made);
  if (deps.refuseQuery(request, response, place.url)) return;
  deps.mark(request);
  takePlace(request, place);
  const { method, url = "/", headers } = request;
  const isRead = method === "GET" || method === "HEAD";
  if (isRead && asksForDocument(headers, url)) return answerDocument(request, response, place, deps);
  return deps.next.passOn(request, response);
}

/** Lets Next know the place: the address loses its language, as nobody behind it knows addresses that have one. */
function takePlace(request: IncomingMessage, place: AskedPlace): void {
  request.url = place.url;
  for (const [name, value] of Object.entries(headersOf(place))) {
    request.headers[name] = value;
    request.rawHeaders.push(name, value);
  }
}

/** Whether what is kept for everybody is what this one asks for. */
function mayShare(headers: IncomingHttpHeaders, { isDocument, needsLink }: KeepRule, { hasLink }: Shown): boolean {
  if (needsLink && !hasLink) return false;
  if (isDocument) return asksForHtml(headers);
  // Which other sites may read an answer depends on who asks.
  return headers.origin === undefined && !/csv|markdown/.test(headers.accept ?? "");
}

/** A browser, or somebody who takes anything and is no terminal; not Next's own script, which asks for data of a page. */
function asksForHtml(headers: IncomingHttpHeaders): boolean {
  const { accept, rsc, authorization } = headers;
  if (rsc !== undefined || authorization !== undefined || headers["next-router-state-tree"] !== undefined) return false;
  if (accept === undefined || accept === "*/*") return !/^(?:curl|wget|httpie)\//i.test(headers["user-agent"] ?? "");
  return accept.includes("text/html") && !namesMarkdown(accept);
}

/** Language models name it beside HTML: the rewrites of next.config.mjs lead them to it. */
function namesMarkdown(accept: string): boolean {
  return accept.includes("text/markdown");
}

const NO_DOCUMENTS = /^\/(?:api|feed|badge|calendar|_next|fonts|metrics|embed)(?:[/.?]|$)|^\/\//;

/** Files have an ending, pages none. */
const FILE = /^[^?]*\.\w+(?:\?|$)/;

/** Somebody who names HTML, or, of a page, takes anything: what is a page then gets its policy. */
function asksForDocument({ rsc, accept = "*/*" }: IncomingHttpHeaders, url: string): boolean {
  if (NO_DOCUMENTS.test(url) || rsc !== undefined) return false;
  return accept.includes("text/html") || (accept.includes("*/*") && !FILE.test(url));
}

/** Makes what is kept of an address; null for all but a plain success. */
async function makeKept(place: AskedPlace, deps: AnswerDeps): Promise<PackedAnswer | null> {
  const { url } = place;
  const rule = findKeepRule(url);
  const asked = {
    host: "localhost",
    ...(rule?.isDocument && { accept: "text/html" }),
    [PEER_HEADER]: `${deps.peerSecret} forwarded `,
    ...headersOf(place),
  };
  const rendered = await deps.next.render({ url, headers: asked });
  if (rendered.status !== 200 || rendered.headers["set-cookie"] !== undefined) return null;
  if (!isHtml(rendered)) return packAnswer(rendered.body, rendered.headers, "often");
  const { body, headers } = finishDocument(rendered, place);
  return packAnswer(body, { ...headers, "cache-control": DOCUMENT_CACHING }, "often");
}

/** A document for one visitor: whole before it is sent, because its policy stands at its head. */
async function answerDocument(
  request: IncomingMessage,
  response: ServerResponse,
  place: AskedPlace,
  deps: AnswerDeps,
): Promise<void> {
  const { url = "/", headers: asked } = request;
  const rendered = await deps.next.render({ url, headers: asked });
  const { status, headers, body } = isHtml(rendered) ? finishDocument(rendered, place) : rendered;
  if (status === 200 && isHtml(rendered)) {
    return sendAnswer(request, response, await packAnswer(body, headers, "once"));
  }
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}

function isHtml({ headers }: RenderedAnswer): boolean {
  return String(headers["content-type"] ?? "").startsWith("text/html");
}

/** The operator's pages are of no use without their scripts. */
const NEEDS_SCRIPTS = /^\/admin(?:[/?]|$)/;

function finishDocument({ status, body, headers }: RenderedAnswer, { url, base }: AskedPlace): RenderedAnswer {
  const html = body.toString("utf8");
  const sent = shortenFlight(NEEDS_SCRIPTS.test(url) ? html : putScriptsToSleep(html));
  // The same address has other forms for terminals and language models, and other languages where it names none.
  const vary = [headers.vary ?? [], "Accept", base === "" ? "Accept-Language" : []].flat().join(", ");
  return {
    status,
    headers: { ...headers, vary, "content-security-policy": makePolicy(sent) },
    body: Buffer.from(sent),
  };
}
