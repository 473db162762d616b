import type { ObjectKey } from "@/lib/domain/snapshot";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { makeTrouble, type Plan, type PlannedDowntime, type Trouble } from "./plan";

/** The length of one scene: a confirmed outage near its beginning, something smaller in its second half. */
const SCENE_MS = 25 * MINUTE_MS;
const OUTAGE_AFTER_MS = 3 * MINUTE_MS;
const OUTAGE_LASTS_MS = 6 * MINUTE_MS;
const SMALL_AFTER_MS = 14 * MINUTE_MS;
const SMALL_LASTS_MS = 6 * MINUTE_MS;

const MAINTENANCE_EVERY_MS = 4 * HOUR_MS;
const MAINTENANCE_AFTER_MS = 12 * MINUTE_MS;
const MAINTENANCE_LASTS_MS = 20 * MINUTE_MS;
const MAINTENANCE_KNOWN_MS = 3 * HOUR_MS;

interface Scene {
  outage: ObjectKey;
  /** What the helpdesk writes when it takes the outage on. */
  words: string | null;
  small: readonly (readonly [key: ObjectKey, state: number])[];
}

/** What begins with `#public` is meant for visitors; the rest stays among those who work there. */
const SCENES: readonly Scene[] = [
  { outage: "catalogue;Catalogue Search", words: null, small: [["ebooks;E-book Loans", 1]] },
  {
    outage: "accounts;Payment Gateway",
    words: "#public Our payment provider is restarting its service. Fees can be paid at the desk meanwhile.",
    small: [
      ["bookmobile;LTE Signal", 1],
      ["kiosks-harbour;Terminal 2", 2],
    ],
  },
  { outage: "bookmobile", words: null, small: [["catalogue;Catalogue Search", 1]] },
  { outage: "br-hillside;Public Wi-Fi", words: "Controller update in progress.", small: [["mail;Mail Queue", 1]] },
  {
    outage: "br-harbour",
    words: null,
    small: [
      ["www1;HTTPS", 2],
      ["ebooks;Audiobook Streaming", 1],
    ],
  },
  { outage: "accounts;Login", words: "Sign-in server restarted; watching.", small: [["bookmobile;LTE Signal", 1]] },
  { outage: "ebooks;Audiobook Streaming", words: null, small: [["kiosks-harbour;Return Sorter", 1]] },
  {
    outage: "ebooks;E-book Loans",
    words: null,
    small: [
      ["accounts;Loans and Renewals", 1],
      ["backup;Backup Age", 3],
    ],
  },
];

const MAINTAINED = [
  ["br-hillside;Self-service Terminal", "#public The terminal gets a new reader for library cards."],
  ["kiosks-harbour;Return Sorter", "Belt of the return sorter is being replaced"],
] as const;

function playScene(scene: Scene, startAt: EpochMs): Trouble[] {
  const acknowledgement = scene.words && { afterMs: MINUTE_MS, author: "helpdesk", text: scene.words };
  const outage = makeTrouble(scene.outage, startAt + OUTAGE_AFTER_MS, OUTAGE_LASTS_MS, isHost(scene.outage) ? 1 : 2);
  return [
    { ...outage, acknowledgement: acknowledgement || null },
    ...scene.small.map(([key, state]) => makeTrouble(key, startAt + SMALL_AFTER_MS, SMALL_LASTS_MS, state)),
  ];
}

function isHost(key: ObjectKey): boolean {
  return !key.includes(";");
}

/**
 * What a visitor finds when the demo has just been started: slow audiobooks, an outage with words for the public, and a
 * maintenance under way.
 */
function playOpening(bornAt: EpochMs): Plan {
  const slow = {
    ...makeTrouble("ebooks;Audiobook Streaming", bornAt - 38 * MINUTE_MS, HOUR_MS, 1),
    acknowledgement: {
      afterMs: 7 * MINUTE_MS,
      author: "helpdesk",
      text: "The provider sees the slow starts too and is working on them.",
    },
  };
  const jammed = {
    ...makeTrouble("kiosks-harbour;Return Sorter", bornAt - 17 * MINUTE_MS, 25 * MINUTE_MS, 2),
    acknowledgement: {
      afterMs: 5 * MINUTE_MS,
      author: "helpdesk",
      text: "#public The sorter is jammed and a technician is on the way. Please hand your books in at the desk.",
    },
  };
  const moving = {
    key: "mail;Mail Queue",
    startAt: bornAt - 30 * MINUTE_MS,
    endAt: bornAt + 20 * MINUTE_MS,
    enteredAt: bornAt - 2 * HOUR_MS,
    author: "operations",
    text: "#public Our notices move to a new mail server. They may arrive a little later than usual.",
  };
  return { troubles: [slow, jammed], downtimes: [moving], flappings: [] };
}

function planMaintenance(bornAt: EpochMs, turn: number): { downtime: PlannedDowntime; trouble: Trouble } {
  const startAt = bornAt + MAINTENANCE_AFTER_MS + turn * MAINTENANCE_EVERY_MS;
  const [key, text] = MAINTAINED[turn % MAINTAINED.length] ?? MAINTAINED[0];
  const enteredAt = startAt - MAINTENANCE_KNOWN_MS;
  return {
    downtime: { key, startAt, endAt: startAt + MAINTENANCE_LASTS_MS, enteredAt, author: "operations", text },
    trouble: makeTrouble(key, startAt + 3 * MINUTE_MS, MAINTENANCE_LASTS_MS - 6 * MINUTE_MS, 2),
  };
}

/**
 * What happens from the demo's birth on, as far as `until`: a confirmed outage every 25 minutes, so that whoever
 * watches sees something within ten, and an announced maintenance every four hours.
 */
export function planLively(bornAt: EpochMs, until: EpochMs): Plan {
  const opening = playOpening(bornAt);
  const troubles: Trouble[] = [...opening.troubles];
  const downtimes: PlannedDowntime[] = [...opening.downtimes];
  for (let turn = 0; bornAt + turn * SCENE_MS < until; turn += 1) {
    const scene = SCENES[turn % SCENES.length];
    if (scene) troubles.push(...playScene(scene, bornAt + turn * SCENE_MS));
  }
  for (let turn = 0; bornAt + turn * MAINTENANCE_EVERY_MS - MAINTENANCE_KNOWN_MS < until; turn += 1) {
    const { downtime, trouble } = planMaintenance(bornAt, turn);
    downtimes.push(downtime);
    troubles.push(trouble);
  }
  return { troubles, downtimes, flappings: [] };
}
