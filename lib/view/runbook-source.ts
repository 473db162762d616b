import { AFTER_A_WHILE_MS, type RunbookEntry, SEES_LAST_KNOWN } from "./runbook-entry";

/** Nagios and its files. */
export const SOURCE_RUNBOOK = {
  source_missing: {
    title: "Nagios' status file is not there",
    visitorSees: SEES_LAST_KNOWN,
    happened: "`status.dat` does not exist. Nagios deletes it when it stops, and writes it anew when it starts.",
    heals: "When the file is back. A short absence, as at a restart of Nagios, is waited for within the poll.",
    person: "Start Nagios, or correct `nagios.status_dat_path`. `vitrine doctor` looks for the file.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  source_unreadable: {
    title: "Nagios' status file may not be read",
    visitorSees: SEES_LAST_KNOWN,
    happened: "This user may not read the file, or may not pass a folder on the way to it.",
    heals: "When the permission is back.",
    person: "Give the permission: `vitrine doctor` prints the command for this machine.",
    personAfterMs: 0,
  },
  source_not_regular: {
    title: "Something else stands in the file's place",
    visitorSees: SEES_LAST_KNOWN,
    happened: "A folder, a FIFO, a socket or a device is at the path. It is not opened for reading.",
    heals: "When a file is there.",
    person: "Correct `nagios.status_dat_path`, or take away what stands there.",
    personAfterMs: 0,
  },
  source_loop: {
    title: "The path is a loop of links",
    visitorSees: SEES_LAST_KNOWN,
    happened: "The symbolic links on the way to the file lead back to themselves.",
    heals: "When they are mended.",
    person: "Mend the links.",
    personAfterMs: 0,
  },
  source_hanging: {
    title: "The file system does not answer",
    visitorSees: SEES_LAST_KNOWN,
    happened:
      "Opening or reading the file was not answered within 3 seconds, as with a dead network mount. With two such operations hanging, no further one is begun until one comes back, so that the page stays quick.",
    heals: "When the mount answers.",
    person: "Mend the network mount. The service need not be restarted.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  source_changed: {
    title: "The file was changed while it was read",
    visitorSees: SEES_LAST_KNOWN,
    happened:
      "The file was written in place. Nagios puts a new one in its place, but copies when its `temp_file` is on another file system.",
    heals: "It is read again within the poll; mostly that is enough.",
    person:
      "Put Nagios' `temp_file` on the same file system as `status_file`; let whatever copies the file rename it into place.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  source_empty: {
    title: "The file is empty",
    visitorSees: SEES_LAST_KNOWN,
    happened: "`status.dat` has no content.",
    heals: "When it has.",
    person: "See whether the disk that Nagios writes to is full.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  source_too_large: {
    title: "The file is too large",
    visitorSees: SEES_LAST_KNOWN,
    happened: "`status.dat` is larger than 1 GiB, far beyond the largest sites.",
    heals: "When it is smaller.",
    person: "See what wrote it.",
    personAfterMs: 0,
  },
  source_failed: {
    title: "The operating system refused the file",
    visitorSees: SEES_LAST_KNOWN,
    happened: "Opening or reading failed with an error that the message names.",
    heals: "When the error is gone.",
    person: "Look at the disk and at the kernel's log.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  source_incomplete: {
    title: "The file is not whole",
    visitorSees: SEES_LAST_KNOWN,
    happened: "The file ends within a block, has no `info` block, or lacks objects that `objects.cache` names.",
    heals:
      "At the next whole file. Objects that are lacking for three readings and 10 seconds are believed to be lacking: they are unknown then, and the rest is shown.",
    person: "When it goes on, reload Nagios, so that both files tell of the same objects.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  source_older: {
    title: "The file is older than what was read before",
    visitorSees: SEES_LAST_KNOWN,
    happened: "Nagios' own time in the file went back: an old copy was put in place, or Nagios' clock was set back.",
    heals: "When newer data comes, or when Nagios goes on from there: then it is believed after three readings.",
    person: "See what puts old copies there; set the clocks (`timedatectl`).",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  source_stale: {
    title: "Nagios does not write any more",
    visitorSees: "The page is grey already: everything is unknown, with the age of the data and the last known states.",
    happened:
      "The file is there and whole, but Nagios' own time in it is older than `polling.staleness_threshold_seconds`.",
    heals: "With the first newer file.",
    person:
      "See whether Nagios runs (`systemctl status nagios`) and whether its disk is full, and start it. Raise the threshold when Nagios writes seldom by intent (`status_update_interval`).",
    personAfterMs: 0,
  },
  clock_skew: {
    title: "The clocks do not agree",
    visitorSees: "The page is grey: the age of data from the future cannot be told.",
    happened: "Nagios' time is more than 5 minutes ahead of this machine's.",
    heals: "When the clocks agree.",
    person: "Set the clocks, here and where Nagios runs (`timedatectl`).",
    personAfterMs: 0,
  },
  objects_stale: {
    title: "Names and groups are as last known",
    visitorSees: "The live states as usual, under the names and groups as they were last read.",
    happened: "`objects.cache` cannot be read, or is not whole. The last good one is used.",
    heals: "At the next poll that finds a whole one. Nagios writes it when it starts and when it reloads.",
    person: "When it stays, reload Nagios; see the permissions of the file (`vitrine doctor`).",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  log_missing: {
    title: "Nagios' log is not there",
    visitorSees: "The live states as usual. The history goes on by what the polls see.",
    happened:
      "The log that was read before, or that `nagios.log_path` names, does not exist. What begins and ends between two polls is not noticed meanwhile.",
    heals:
      "When the log is back. What was written meanwhile is read then, from the archives too. A log that is not there for a moment, as while it is rotated, does no harm.",
    person: "See where Nagios writes it (`log_file` in `nagios.cfg`), and correct `nagios.log_path`.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  log_unreadable: {
    title: "Nagios' log cannot be read",
    visitorSees: "The live states as usual. The history goes on by what the polls see.",
    happened:
      "This user may not read the log or pass a folder on the way to it, something else stands in its place, or its file system does not answer; the message says which.",
    heals: "When it can be read. What was written meanwhile is read then.",
    person: "Give the permission: `vitrine doctor` prints the command for this machine.",
    personAfterMs: AFTER_A_WHILE_MS,
  },
  log_gap: {
    title: "A part of Nagios' log was lost",
    visitorSees: "The live states as usual. For the part that was lost, the history is as the polls saw it.",
    happened:
      "The log was emptied or replaced, and the lines that were not read yet are in no archive. An outage that began and ended between two polls of that time is not known.",
    heals: "Told for an hour; the lines do not come back by themselves.",
    person:
      "See what empties the log, and let it keep archives (`log_rotation_method`, `log_archive_path`). Where the lines are kept elsewhere, put them into the archives' folder, and run `vitrine backfill` while the service is stopped.",
    personAfterMs: 0,
  },
} satisfies Record<string, RunbookEntry>;
