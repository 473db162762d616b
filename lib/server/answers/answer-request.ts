import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { PEER_HEADER } from "@/lib/server/peer";
import { makePolicy } from "./content-policy";
import { createKeptAnswers, type Present } from "./kept-answers";
import { findKeepRule, type KeepRule } from "./kept-paths";
import { type PackedAnswer, packAnswer } from "./packed-answer";
import { type NextHandler, type RenderedAnswer, renderAnswer } from "./render-answer";
import { sendAnswer } from "./send-answer";

export interface AnswerDeps {
  /** Next. */
  handle: NextHandler;
  present: () => Present;
  /** Whether the page's own address is configured. */
  hasLink: () => boolean;
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
    make: (url) => makeKept(url, deps),
    present: deps.present,
    maxBytes: deps.maxBytes,
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? "/";
    const isRead = request.method === "GET" || request.method === "HEAD";
    const rule = isRead ? findKeepRule(url) : null;
    if (rule !== null && mayShare(request.headers, rule, deps)) {
      const found = kept.find(url);
      const answer = found instanceof Promise ? await found.catch(() => null) : found;
      if (answer !== null) return sendAnswer(request, response, answer);
    }
    if (isRead && asksForDocument(request.headers, url)) return answerDocument(request, response, deps);
    return deps.handle(request, response);
  }

  return { answer, size: kept.size };
}

/** Whether what is kept for everybody is what this one asks for. */
function mayShare(headers: IncomingHttpHeaders, { isDocument, needsLink }: KeepRule, { hasLink }: AnswerDeps): boolean {
  if (needsLink && !hasLink()) return false;
  if (isDocument) return asksForHtml(headers);
  // Which other sites may read an answer depends on who asks.
  return headers.origin === undefined && !/csv|markdown/.test(headers.accept ?? "");
}

/** A browser, or somebody who takes anything and is no terminal; not Next's own script, which asks for data of a page. */
function asksForHtml({ accept, rsc, "user-agent": agent, authorization, ...headers }: IncomingHttpHeaders): boolean {
  if (rsc !== undefined || authorization !== undefined || headers["next-router-state-tree"] !== undefined) return false;
  if (accept === undefined || accept === "*/*") return !/^(?:curl|wget|httpie)\//i.test(agent ?? "");
  return accept.includes("text/html");
}

const NO_DOCUMENTS = /^\/(?:api|feed|badge|calendar|_next|fonts|metrics|embed)(?:[/.?]|$)|^\/\//;

function asksForDocument(headers: IncomingHttpHeaders, url: string): boolean {
  return !NO_DOCUMENTS.test(url) && headers.rsc === undefined && (headers.accept ?? "").includes("text/html");
}

/** Makes what is kept of an address; null for all but a plain success. */
async function makeKept(url: string, deps: AnswerDeps): Promise<PackedAnswer | null> {
  const rule = findKeepRule(url);
  const headers = {
    host: "localhost",
    ...(rule?.isDocument && { accept: "text/html" }),
    [PEER_HEADER]: `${deps.peerSecret} forwarded `,
  };
  const rendered = await renderAnswer(deps.handle, { url, headers, remoteAddress: "" });
  if (rendered.status !== 200 || rendered.headers["set-cookie"] !== undefined) return null;
  if (!isHtml(rendered)) return packAnswer(rendered.body, rendered.headers);
  return packAnswer(rendered.body, { ...guardDocument(rendered), "cache-control": DOCUMENT_CACHING });
}

/** A document for one visitor: whole before it is sent, because its policy stands at its head. */
async function answerDocument(request: IncomingMessage, response: ServerResponse, deps: AnswerDeps): Promise<void> {
  const { url = "/", headers, socket } = request;
  const rendered = await renderAnswer(deps.handle, { url, headers, remoteAddress: socket.remoteAddress ?? "" });
  if (rendered.status === 200 && isHtml(rendered)) {
    return sendAnswer(request, response, await packAnswer(rendered.body, guardDocument(rendered)));
  }
  const guarded = isHtml(rendered) ? guardDocument(rendered) : rendered.headers;
  const { "transfer-encoding": _, connection: __, ...own } = guarded;
  response.writeHead(rendered.status, { ...own, "content-length": rendered.body.length });
  response.end(request.method === "HEAD" ? undefined : rendered.body);
}

function isHtml({ headers }: RenderedAnswer): boolean {
  return String(headers["content-type"] ?? "").startsWith("text/html");
}

function guardDocument({ body, headers }: RenderedAnswer): OutgoingHttpHeaders {
  return { ...headers, "content-security-policy": makePolicy(body.toString("utf8")) };
}
