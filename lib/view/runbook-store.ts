import { AFTER_A_WHILE_MS, type RunbookEntry, SEES_KEPT, SEES_LIVE, SEES_NOTHING } from "./runbook-entry";

const WAITING = "Changes wait in order meanwhile, and are written when it works again.";

/** The database, while it does not work. */
export const STORE_RUNBOOK = {
  db_locked: {
    title: "Another program holds the database",
    visitorSees: SEES_LIVE,
    happened: `Another program has locked the database. ${WAITING} Shown after 5 seconds, critical after 60.`,
    heals: "When the other program lets go.",
    person: "Find the program that holds it (`fuser -v`, `lsof`) and end it.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  db_full: {
    title: "No space is left for the database",
    visitorSees: SEES_LIVE,
    happened: `The disk is full. The 16 MiB that were kept in reserve beside the database were given up first. ${WAITING}`,
    heals: "When there is space: the next write works, and the reserve is kept again.",
    person: "Make space on the disk of `database.path`. Old backups and `.quarantine-` files beside it may go.",
    personAfterMs: 0,
  },
  db_corrupt: {
    title: "The database is damaged",
    visitorSees: SEES_LIVE,
    happened:
      "The file is damaged or no database: found at the start, by a failing read or write, or by the hourly check.",
    heals:
      "It is put aside as `.quarantine-TIME`, the newest backup that proves whole is put in its place, and the changes since are replayed. Without a backup, what can still be read is saved. `db_restored` says when it is done.",
    person:
      "When this reason stays, there was nothing to restore from: `vitrine restore FILE` with a backup of your own. And look at the disk, since databases seldom break by themselves.",
    personAfterMs: 60_000,
  },
  db_readonly: {
    title: "The database may not be written",
    visitorSees: SEES_LIVE,
    happened: `The file, its folder or the whole file system is read-only. ${WAITING}`,
    heals: "When it may be written: it is opened again by itself, every few seconds.",
    person:
      "See whether the file system was remounted read-only after an error (`dmesg`, `mount`); else mend the permissions (`vitrine doctor`).",
    personAfterMs: 0,
  },
  db_unreadable: {
    title: "The database may not be read",
    visitorSees: SEES_LIVE,
    happened: "This user may not read the file, or the path is no regular file.",
    heals: "When it can be read: it is opened again by itself.",
    person: "Mend the permissions, or take away what stands at the path: `vitrine doctor` says which it is.",
    personAfterMs: 0,
  },
  db_newer: {
    title: "The database is of a newer version",
    visitorSees: SEES_LIVE,
    happened: "A newer Vitrine has written the database. This one leaves it untouched.",
    heals: "No.",
    person:
      "Upgrade; or stop the service and go back with `vitrine restore FILE` to the copy that was kept before the change (`.before-STEP`).",
    personAfterMs: 0,
  },
  db_foreign: {
    title: "The database belongs to another program",
    visitorSees: SEES_LIVE,
    happened: "The file at `database.path` is the database of another program. It is left untouched.",
    heals: "No.",
    person: "Set another `database.path`.",
    personAfterMs: 0,
  },
  db_empty: {
    title: "The database is an empty file",
    visitorSees: SEES_LIVE,
    happened: "The file is there without content, which is no beginning but a loss.",
    heals: "From the newest backup and the changes since, when there are any. Never by beginning anew in silence.",
    person: "When it stays: `vitrine restore FILE` with a backup of your own; or move the file away to begin anew.",
    personAfterMs: 60_000,
  },
  db_lost: {
    title: "The database file is gone",
    visitorSees: SEES_LIVE,
    happened: "The file was deleted, or another one took its place, while it was open.",
    heals:
      "It is written back out of the file that is still open, with nothing lost; where that fails, from the newest backup and the changes since. What stood in its place is put aside.",
    person: "See what deletes or replaces the file. When it stays, `vitrine restore`.",
    personAfterMs: 60_000,
  },
  db_io: {
    title: "The disk failed",
    visitorSees: SEES_LIVE,
    happened: `Reading or writing the database ended with an error of the disk. ${WAITING}`,
    heals: "Perhaps: it is opened again by itself, every few seconds.",
    person: "Look at the disk (`dmesg`, `smartctl`); move `database.path` to another one.",
    personAfterMs: 0,
  },
  db_stalled: {
    title: "The database does not answer",
    visitorSees: SEES_LIVE,
    happened: `The disk has held a call for more than 5 seconds. The page goes on, since the database is asked apart from it. ${WAITING}`,
    heals: "When the disk answers.",
    person: "Look at the disk or the mount of `database.path`.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  db_in_use: {
    title: "Another Vitrine uses the database",
    visitorSees: SEES_KEPT,
    happened: "A second Vitrine was started on the same `database.path`. Two pollers must not write one record.",
    heals: "When the other one ends.",
    person: "Stop one of them, or give this one a `database.path` of its own.",
    personAfterMs: 60_000,
  },
  db_closed: {
    title: "The database is closed",
    visitorSees: SEES_LIVE,
    happened: "The service is stopping, or starts anew.",
    heals: "With the next start.",
    person: "Nothing.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  db_migration: {
    title: "The database could not be brought up to date",
    visitorSees: SEES_LIVE,
    happened:
      "A step of the change to this version's form failed. Nothing was changed: each is done whole or not at all.",
    heals: "It is tried again every few seconds.",
    person: "Go back to the version before, and report it with the log.",
    personAfterMs: 0,
  },
  db_failed: {
    title: "The database failed",
    visitorSees: SEES_LIVE,
    happened: "Reading or writing failed in a way that has no code of its own, or a round contradicted what is kept.",
    heals: "Perhaps: each poll tries again.",
    person: "Report it, with the log.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  db_backlog: {
    title: "Too many changes wait for the database",
    visitorSees: SEES_LIVE,
    happened:
      "The database has not worked for so long that no further change may wait in memory. What begins and ends from now on is not recorded.",
    heals: "When the database works: what waits is written in order, and what lasts is recorded from then on.",
    person: "Mend what the reason beside this one names.",
    personAfterMs: 0,
  },
  db_restored: {
    title: "The database was restored",
    visitorSees: "The live states as usual. History may lack what the message names.",
    happened:
      "The database was lost or damaged, and was put back: out of the open file, from a backup with the changes since, or from what could still be read. The message says which, and what was lost.",
    heals: "It is done. The reason is shown until two polls were good.",
    person: "See what damaged the file. Delete the `.quarantine-` file when nobody needs it.",
    personAfterMs: null,
  },
  db_damaged_rows: {
    title: "Recorded incidents do not match their checksums",
    visitorSees: "The incidents that are named may hold wrong words or times.",
    happened: "The contents of rows changed without Vitrine's doing: a failing disk, or somebody's hand in the file.",
    heals: "Rows are taken from the changes that were kept, or from the newest backup, where they are there.",
    person: "Read the incidents that the message names; `vitrine restore` an older state when they are wrong.",
    personAfterMs: 0,
  },
  wal_large: {
    title: "The database's journal is large",
    visitorSees: SEES_NOTHING,
    happened:
      "The write-ahead log beside the database is larger than 64 MiB: something reads the database for very long.",
    heals: "It is folded into the database and cut as soon as the reader ends.",
    person: "End the program that keeps the database open (`fuser -v`).",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  journal_failed: {
    title: "The record of changes cannot be written",
    visitorSees: SEES_NOTHING,
    happened:
      "The list of changes since the last backup, in `backup.path`, cannot be written. The changes themselves are safe in the database; a restore would lack them.",
    heals: "A fresh backup is made as soon as it can be, which makes the gap irrelevant.",
    person: "See the space and the permissions of `backup.path`.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  backup_old: {
    title: "The newest backup is old",
    visitorSees: SEES_NOTHING,
    happened: "No verified backup was made for more than 2 hours, although one is due every hour.",
    heals: "With the next backup that proves whole.",
    person:
      "See the space and the permissions of `backup.path`, then “Back up now” on the dashboard or `vitrine backup`.",
    personAfterMs: 0,
  },
  backup_failed: {
    title: "A backup failed",
    visitorSees: SEES_NOTHING,
    happened:
      "The last backup could not be written, or did not prove whole when it was read back. Older ones are kept.",
    heals: "It is tried again every minute.",
    person: "See the space and the permissions of `backup.path`.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
} satisfies Record<string, RunbookEntry>;
