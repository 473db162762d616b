import type { Part, ReasonCode } from "@/lib/domain/reason";

/** What a mail says besides the reason itself. Each a whole sentence. */
export interface Advice {
  visitorSees: string;
  heals: string;
  person: string;
}

const LIVE_PAGE = "The page goes on and is current.";
const GREY_PAGE = "The last known page with the time of its data, and grey instead of green once that is too old.";

const ADVICE = {
  process: {
    visitorSees: "The last known page for a moment while the server starts, then the current one.",
    heals: "The supervising process starts the server again, and never gives up.",
    person: "Look into the log for the cause when it happens more than once.",
  },
  boot: {
    visitorSees: GREY_PAGE,
    heals: "The start is tried again, at least once a minute.",
    person: "Mend what the reason names; `vitrine doctor` says more.",
  },
  config: {
    visitorSees: `${LIVE_PAGE} It is made with the configuration from before the change.`,
    heals: "The file is read again when it changes.",
    person: "Correct the configuration; `vitrine doctor` names the line.",
  },
  source: {
    visitorSees: GREY_PAGE,
    heals: "The files are tried at every poll. The first good reading makes the page current again.",
    person: "See that Nagios runs and writes its status file, and that this service may read it.",
  },
  poll: {
    visitorSees: GREY_PAGE,
    heals: "The scheduler is replaced, and every poll tries again.",
    person: "Nothing when it is over soon. Else look at what the reason names: slow disks, a hanging mount, a bug.",
  },
  store: {
    visitorSees: `${LIVE_PAGE} History and incidents may lag behind.`,
    heals: "Changes wait in order and are written when the database works again.",
    person: "Mend what keeps the database from working.",
  },
  page: {
    visitorSees: GREY_PAGE,
    heals: "The next good poll makes the page current again.",
    person: "See that Nagios runs and writes its status file.",
  },
  alerts: {
    visitorSees: LIVE_PAGE,
    heals: "Sending is tried again for 24 hours.",
    person: "See that the mail server or the webhook answers.",
  },
} satisfies Record<Part, Advice>;

const SPECIAL: Partial<Record<ReasonCode, Partial<Advice>>> = {
  process_restarted: { person: "Nothing, unless it happens again. The reason says how it ended." },
  memory_high: { heals: "The server restarts in good order before the machine runs out of memory." },
  source_hanging: { person: "See to the file system that does not answer, as a network mount." },
  source_unreadable: { person: "Let the account of this service read the file that the reason names." },
  source_too_large: { person: "See what makes Nagios' status file so large." },
  scheduler_recovered: {
    visitorSees: "The current page again as soon as a poll succeeds.",
    person: "Nothing when polls succeed again. Else the other reasons say what stops them.",
  },
  db_locked: { person: "Find the program that holds the database open and end it." },
  db_full: {
    heals: "Reserved space is freed at once; writing goes on when the disk has space again.",
    person: "Make space on the disk of the database.",
  },
  db_readonly: { person: "Make the database and its folder writable for the account of this service." },
  db_io: { person: "Look at the disk: the kernel's log names its errors." },
  db_stalled: { person: "Look at the disk or the mount that does not answer." },
  db_corrupt: {
    heals: "The database is put aside and restored from the newest good backup, with the changes since then.",
    person: "Look at the disk; keep the damaged file until you know why.",
  },
  db_lost: {
    heals: "The database is put back from the open file or the newest good backup.",
    person: "Find out who removed or replaced the file.",
  },
  db_restored: {
    visitorSees: LIVE_PAGE,
    heals: "It is healed: this tells that it had to be.",
    person: "Find out what happened to the database; the reason says what was put back and what was lost.",
  },
  backup_old: {
    visitorSees: LIVE_PAGE,
    heals: "A backup is tried again every hour.",
    person: "See that the folder of the backups exists, is writable and has space.",
  },
};

/** What a person should know besides the words of a reason. */
export function adviseOn(code: ReasonCode, part: Part): Advice {
  return { ...ADVICE[part], ...SPECIAL[code] };
}
