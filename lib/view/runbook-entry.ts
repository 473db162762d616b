import { MINUTE_MS } from "@/lib/domain/time";

/** What is to be known of one reason code. Plain text, in which `code` stands between backticks. */
export interface RunbookEntry {
  /** The fault in a few words, for lists. */
  title: string;
  visitorSees: string;
  happened: string;
  heals: string;
  /** What only a person can do. */
  person: string;
  /** How long it must last before a person is called: 0 at once, null never. */
  personAfterMs: number | null;
}

/** Long enough for what passes by itself (a restart of Nagios, a backup of another program) to have passed. */
export const AFTER_A_WHILE_MS = 10 * MINUTE_MS;

/** What visitors see while nothing new can be read of Nagios. */
export const SEES_LAST_KNOWN =
  "The last known states, until Nagios' data is older than `polling.staleness_threshold_seconds`. From then on everything is unknown, with “We cannot confirm the status right now”, the age of the data and the last known states. No incident is opened or closed meanwhile.";

/** What visitors see while Nagios is read but the database does not work. */
export const SEES_LIVE =
  "The live states as usual: they come from Nagios' files and from memory. Incidents stay as they were last read. Single incidents, lists and feeds may be answered with an error, and what a person writes is refused with 503 rather than lost.";

/** What visitors see of what only the operator notices. */
export const SEES_NOTHING = "Nothing: the page and its data are as always.";

/** What visitors see while the service behind the server cannot start. */
export const SEES_KEPT =
  "The last page that was published, marked with its age, and grey as soon as that is too old; without one, that nothing is known. Never an error page.";
