/**
 * Why the storage refused.
 * `db_locked`: another program holds it. `db_full`: no space left. `db_corrupt`: damaged or not a database.
 * `db_readonly`: may not be written. `db_unreadable`: may not be read, or the path is no regular file.
 * `db_newer`: written by a newer version. `db_foreign`: another program's database. `db_empty`: a file without content.
 * `db_lost`: the file is gone or another one took its place. `db_io`: the disk failed. `db_closed`: closed by us.
 * `db_migration`: the schema could not be brought up to date. `already_open`: a second open
 * problem of one object, a second one for one problem of Nagios, or an id that stands for another incident.
 * `unknown_incident`: a batch names an incident that is not kept. `db_stalled`: it does not answer in time.
 * `db_in_use`: another Vitrine uses it.
 */
export type StoreErrorCode =
  | "db_locked"
  | "db_full"
  | "db_corrupt"
  | "db_readonly"
  | "db_unreadable"
  | "db_newer"
  | "db_foreign"
  | "db_empty"
  | "db_lost"
  | "db_io"
  | "db_closed"
  | "db_migration"
  | "db_stalled"
  | "db_in_use"
  | "already_open"
  | "unknown_incident";

/** A failure of the storage, in words that an administrator can act on. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
