import { LANGUAGES, type Language } from "@/lib/domain/words";
import type { Shown } from "@/lib/server/answers/answer-request";

/** What the door has to know of what is on show, as the main thread has it. */
export interface OnShow {
  /** Any object: another one is another publication. */
  publication: { page: { freshUntil: number | null } } | null;
  /** The same for what the operator decided. */
  settings: { link: string | null; language: Language } | undefined;
  /** The instant by which it is shown (epoch milliseconds). */
  at: number;
}

const SLOT = { publication: 0, settings: 1, freshUntil: 2, hasLink: 3, language: 4, ahead: 5 } as const;
const SLOTS = Object.keys(SLOT).length;
const TURN_BYTES = 8;
const USUAL: Language = "en";

/** Memory that both threads see: a count of its changes, and the values. */
export function createBoard(): SharedArrayBuffer {
  return new SharedArrayBuffer(TURN_BYTES + SLOTS * Float64Array.BYTES_PER_ELEMENT);
}

function viewBoard(board: SharedArrayBuffer) {
  return { turn: new Int32Array(board, 0, 1), values: new Float64Array(board, TURN_BYTES) };
}

/** Milliseconds on a clock that does not jump and is the same in all threads of a process. */
const BETWEEN_CLOCKS = Number(process.hrtime.bigint()) / 1e6 - performance.now();
const monotonicMs = () => performance.now() + BETWEEN_CLOCKS;

/** Writes what is on show, whole: a reader sees the former or the new. The count is odd while it is written. */
export function createBoardWriter(board: SharedArrayBuffer): (onShow: OnShow) => void {
  const { turn, values } = viewBoard(board);
  const publications = createNames();
  const decisions = createNames();
  return ({ publication, settings, at }) => {
    Atomics.add(turn, 0, 1);
    values[SLOT.publication] = publications(publication);
    values[SLOT.settings] = decisions(settings);
    values[SLOT.freshUntil] = publication?.page.freshUntil ?? Number.NaN;
    values[SLOT.hasLink] = settings?.link == null ? 0 : 1;
    values[SLOT.language] = LANGUAGES.indexOf(settings?.language ?? USUAL);
    values[SLOT.ahead] = at - monotonicMs();
    Atomics.add(turn, 0, 1);
  };
}

/** Numbers objects as they come; the same one keeps its number. */
function createNames(): (object: unknown) => number {
  let last: unknown = null;
  let name = 0;
  return (object) => {
    if (object !== last) name += 1;
    last = object;
    return name;
  };
}

/** Reads what is on show, as of now: a clock that is set back makes nothing current again. */
export function createBoardReader(board: SharedArrayBuffer): () => Shown {
  const { turn, values } = viewBoard(board);
  return () => {
    for (;;) {
      const before = Atomics.load(turn, 0);
      const read = (slot: number) => values[slot] as number;
      const freshUntil = read(SLOT.freshUntil);
      const shown: Shown = {
        publication: read(SLOT.publication),
        settings: read(SLOT.settings),
        freshUntil: Number.isNaN(freshUntil) ? null : freshUntil,
        at: Math.max(Date.now(), read(SLOT.ahead) + monotonicMs()),
        hasLink: read(SLOT.hasLink) === 1,
        language: LANGUAGES[read(SLOT.language)] ?? USUAL,
      };
      if (before % 2 === 0 && Atomics.load(turn, 0) === before) return shown;
    }
  };
}
