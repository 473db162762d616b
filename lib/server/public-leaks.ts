import { createWordFinder } from "@/lib/view/find-words";
import type { PublicAnswer } from "./crawl-public";

/** A private word that a stranger can read. */
export interface Leak {
  word: string;
  /** The answers in which it stands. */
  places: string[];
  /** What stands around it in the first. */
  around: string;
}

export interface LeakReport {
  leaks: Leak[];
  /** Words that the program uses itself: where they stand says nothing. */
  ordinary: string[];
  answers: number;
  bytes: number;
}

/** Parts of the program that hold nothing of any site. */
const OWN = /^\/(?:_next\/static\/|api\/docs$|api\/openapi\.json$|embed\.js$)/;
/** Random letters: validators, hashes of scripts, names of the build's files. */
const NOISE = /"?etag"?: .*|'sha256-[^']+'|\/?_next\/static\/[\w./~-]+|static\/chunks\/[\w./~-]+/g;
const AROUND = 30;

/** Looks for private words in what a stranger gets, answer by answer. */
export function createLeakSearch(words: Iterable<string>, spared: Iterable<string>) {
  const { find } = createWordFinder(words, spared);
  const leaks = new Map<string, Leak>();
  const ordinary = new Set<string>();
  let answers = 0;
  let bytes = 0;

  function note({ path, asked }: PublicAnswer, text: string): void {
    const place = asked === null ? path : `${path} (${asked})`;
    for (const { at, end, word } of find(text)) {
      const leak = leaks.get(word) ?? { word, places: [], around: text.slice(Math.max(0, at - AROUND), end + AROUND) };
      if (leak.places.at(-1) !== place) leak.places.push(place);
      leaks.set(word, leak);
    }
  }

  return {
    take(answer: PublicAnswer): void {
      answers += 1;
      bytes += answer.body.length;
      const headers = answer.headers.map(([name, value]) => `${name}: ${value}`).join("\n");
      const text = `${headers}\n${answer.body}`.replaceAll(NOISE, "");
      const texts = [text, decode(text)];
      if (!OWN.test(answer.path)) for (const each of texts) note(answer, each);
      else for (const each of texts) for (const { word } of find(each)) ordinary.add(word);
    },
    report(): LeakReport {
      const found = [...leaks.values()].filter(({ word }) => !ordinary.has(word));
      return { leaks: found, ordinary: [...ordinary], answers, bytes };
    },
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A text as it is read in the end: without the escapes of HTML, JSON, addresses and calendars. */
function decode(text: string): string {
  return text
    .replaceAll(/\r?\n[ \t]/g, "")
    .replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      return sayPoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    })
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\([",;/\\])/g, "$1")
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (part) => Buffer.from(part.replaceAll("%", ""), "hex").toString("utf8"));
}

function sayPoint(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : "";
}
