import { setTimeout } from "node:timers/promises";
import { LANGUAGES } from "@/lib/domain/words";
import { splitLanguage } from "@/lib/http/language";
import { FIRST_ADDRESSES, listAddresses, readShownNames } from "./public-addresses";

/** One answer as a stranger got it. */
export interface PublicAnswer {
  path: string;
  /** How it was asked for, where not plainly. */
  asked: string | null;
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

export interface CrawlDeps {
  /** Address of the running service, without a slash at its end. */
  url: string;
  /** Its address in public, which its answers name; null where none is configured. */
  link: string | null;
  onAnswer: (answer: PublicAnswer) => void;
}

const MOST_ADDRESSES = 20_000;
const AT_A_TIME = 4;
const ASK_MS = 30_000;

let strangers = 0;

/**
 * A proxy's header: whoever asks is a stranger then, even from this machine, and another one each time, as one alone may ask
 * only so much in a minute. The addresses are for documentation (RFC 5737).
 */
function beStranger(): Record<string, string> {
  strangers = (strangers + 1) % 256;
  return { "X-Forwarded-For": `203.0.113.${strangers}` };
}

const PAGE_DATA = "as data of the page";
const VARIANTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "as a document": { Accept: "text/html" },
  [PAGE_DATA]: { RSC: "1", Accept: "text/html" },
  "as CSV": { Accept: "text/csv" },
  "as Markdown": { Accept: "text/markdown" },
  "as a health document": { Accept: "application/health+json" },
};
const FIRST_DATA = ["/api/page", "/api/incidents", "/api/hosts", "/api/services"];

/**
 * Asks a running service for everything that anybody may: the pages, every route of the reference filled in with what is
 * on show, and whatever their answers link to. Answers how many addresses were asked. Rejects when nobody answers.
 */
export async function crawlPublic(deps: CrawlDeps): Promise<number> {
  const seen = new Set<string>();
  const waiting: string[] = [];
  const enter = (path: string) => {
    if (seen.has(path) || seen.size >= MOST_ADDRESSES) return;
    seen.add(path);
    waiting.push(path);
  };
  const bodies = new Map<string, string>();
  const visit = async (path: string) => {
    for (const answer of await askInEveryWay(path, deps)) {
      deps.onAnswer(answer);
      if (answer.asked === null && FIRST_DATA.includes(path)) bodies.set(path, answer.body);
      for (const link of findLinks(answer, deps)) enter(link);
    }
  };
  for (const path of FIRST_DATA) {
    seen.add(path);
    await visit(path);
  }
  const names = readShownNames((path) => parse(bodies.get(path) ?? ""));
  for (const path of [...FIRST_ADDRESSES, ...listAddresses(names)]) enter(path);
  await drain(waiting, visit);
  return seen.size;
}

/** Each answer may bring more to ask for. */
async function drain(waiting: string[], visit: (path: string) => Promise<void>): Promise<void> {
  while (waiting.length > 0) await Promise.all(waiting.splice(0, AT_A_TIME).map(visit));
}

async function askInEveryWay(path: string, { url }: CrawlDeps): Promise<PublicAnswer[]> {
  const plain = await ask(url, path, null);
  // A page in another language has the same forms, which hold the same names.
  if (!varies(plain) || splitLanguage(path, LANGUAGES) !== null) return [plain];
  const others = Object.keys(VARIANTS).map((asked) => ask(url, path, asked));
  return [plain, ...(await Promise.all(others))];
}

/** Files of the build are the same for everybody; an answer by `Accept`, or a page, may say more to some. */
function varies({ path, headers }: PublicAnswer): boolean {
  if (path.startsWith("/_next/static/")) return false;
  return headers.some(([name, value]) => {
    return (name === "vary" && /\baccept\b(?!-)/i.test(value)) || (name === "content-type" && value.includes("html"));
  });
}

async function ask(url: string, path: string, asked: string | null): Promise<PublicAnswer> {
  const headers = { ...beStranger(), ...(asked === null ? {} : VARIANTS[asked]) };
  // Next sends whoever asks for data without this mark to the address with it.
  const address = asked === PAGE_DATA ? `${path}${path.includes("?") ? "&" : "?"}_rsc` : path;
  const response = await fetch(url + address, { headers, redirect: "manual", signal: AbortSignal.timeout(ASK_MS) });
  if (response.status === 429) {
    // What is not asked again would be found clean.
    await setTimeout((Number(response.headers.get("retry-after")) || 5) * 1000);
    return ask(url, path, asked);
  }
  return { path, asked, status: response.status, headers: [...response.headers], body: await response.text() };
}

const LINK = /https?:\/\/[^\s"'<>\\(){}]+|(?<=["'=>(\s])\/(?:[\w.~%@:+/-][^\s"'<>\\(){}]*)?/g;
const READABLE = /json|xml|html|text|javascript|calendar|css/;

/** Addresses of the same service in an answer: in attributes, values, elements and headers alike. */
function findLinks({ path, headers, body }: PublicAnswer, { url, link }: CrawlDeps): string[] {
  const type = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  // Scripts hold pieces of addresses, not addresses.
  if (!READABLE.test(type) || path.startsWith("/_next/static/")) return [];
  const text = [...headers.map(([, value]) => ` ${value}`), body]
    .join("\n")
    .replaceAll("&amp;", "&")
    .replaceAll("&quot;", '"');
  return Array.from(text.matchAll(LINK), ([found]) => toPath(found.replace(/[.,:;]+$/, ""), [url, link])).filter(
    (found) => found !== null,
  );
}

function toPath(found: string, own: readonly (string | null)[]): string | null {
  if (found.startsWith("//")) return null;
  const base = own.find((each) => each !== null && found.startsWith(`${each}/`)) ?? null;
  const path = found.startsWith("/") ? found : base === null ? null : found.slice(base.length);
  if (path === null || !URL.canParse(path, "http://x")) return null;
  const { pathname, search } = new URL(path, "http://x");
  return pathname + search;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
