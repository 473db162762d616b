import type { PackedAnswer } from "./packed-answer";

/** What decides how long an answer is true, as of now. */
export interface Present {
  /** Names the publication: another one, and every answer has to be made anew. */
  publication: unknown;
  /** Names what the operator decided, which is known a moment after the first page: the same holds for another one. */
  settings: unknown;
  /** From this instant on nothing may be called current (epoch milliseconds); null when no data was ever read. */
  freshUntil: number | null;
  /** Epoch milliseconds. */
  at: number;
}

export interface KeptAnswersDeps {
  /** Makes the answer of an address (or whatever names one); null when it is one that may not be kept. Rejects when it fails. */
  make: (url: string) => Promise<PackedAnswer | null>;
  maxBytes: number;
}

interface Entry {
  answer: PackedAnswer;
  madeFor: Present;
}

/** Ages are written in words: after so long they are written anew, which somebody's next request begins. */
const RENEW_AFTER_MS = 10_000;
/** So long an answer may be sent that is being made anew. */
const KEEP_AFTER_RENEWAL_MS = 5_000;

/**
 * Answers that are the same for everybody, made once and sent many times. Each is made anew for every publication, and one
 * that calls something current is never sent when it is not any more.
 */
export function createKeptAnswers({ make, maxBytes }: KeptAnswersDeps) {
  // In the order of their last making: what nobody asks for goes first.
  const entries = new Map<string, Entry>();
  const making = new Map<string, Promise<PackedAnswer | null>>();
  let bytes = 0;

  function drop(url: string): void {
    bytes -= entries.get(url)?.answer.bytes ?? 0;
    entries.delete(url);
  }

  function keep(url: string, answer: PackedAnswer, madeFor: Present): void {
    drop(url);
    entries.set(url, { answer, madeFor });
    bytes += answer.bytes;
    for (const oldest of entries.keys()) {
      if (bytes <= maxBytes) break;
      drop(oldest);
    }
  }

  /** One making at a time for each address, however many ask. */
  function renew(url: string, now: Present): Promise<PackedAnswer | null> {
    const begun = making.get(url);
    if (begun !== undefined) return begun;
    const made = make(url)
      .then((answer) => {
        if (answer === null) drop(url);
        else keep(url, answer, now);
        return answer;
      })
      .catch((error: unknown) => {
        drop(url);
        throw error;
      })
      .finally(() => making.delete(url));
    making.set(url, made);
    return made;
  }

  return {
    /** The kept answer of an address if it can be sent right now; else a promise of a new one. A lasting one always can. */
    find(url: string, now: Present, isLasting = false): PackedAnswer | Promise<PackedAnswer | null> {
      const entry = entries.get(url);
      if (entry === undefined) return renew(url, now);
      const use = isLasting ? "send" : judgeEntry(entry, now);
      entry.answer.age = Math.floor(Math.max(0, now.at - entry.madeFor.at) / 1000);
      if (use === "send") return entry.answer;
      const renewed = renew(url, now);
      if (use === "wait") return renewed;
      renewed.catch(() => undefined);
      return entry.answer;
    },
    /** How much is kept. */
    size: () => ({ entries: entries.size, bytes }),
  };
}

/** `renew`: it may be sent while it is made anew. News wait for nobody. */
function judgeEntry({ madeFor }: Entry, now: Present): "send" | "renew" | "wait" {
  if (madeFor.publication !== now.publication || madeFor.settings !== now.settings) return "wait";
  const wasFresh = madeFor.freshUntil !== null && madeFor.at <= madeFor.freshUntil;
  if (wasFresh && now.at > (madeFor.freshUntil ?? 0)) return "wait";
  const age = now.at - madeFor.at;
  if (age < 0 || age > RENEW_AFTER_MS + KEEP_AFTER_RENEWAL_MS) return "wait";
  return age > RENEW_AFTER_MS ? "renew" : "send";
}
