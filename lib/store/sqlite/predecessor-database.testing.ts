import Database from "better-sqlite3";

/** Columns that the predecessor's older versions lack. */
const LATER = ["post_incident_review_url VARCHAR(512)", "acknowledged INTEGER"];

/** Makes a database as the predecessor left it, empty. `older`: one of its first versions. The caller closes it. */
export function makePredecessorDatabase(path: string, { older = false } = {}): Database.Database {
  const database = new Database(path);
  database.exec(`
    CREATE TABLE incidents (
      id INTEGER NOT NULL PRIMARY KEY, incident_type VARCHAR(7) NOT NULL, host_name VARCHAR(255) NOT NULL,
      service_description VARCHAR(255), state VARCHAR(50) NOT NULL, started_at DATETIME NOT NULL, ended_at DATETIME,
      last_check DATETIME, plugin_output TEXT ${older ? "" : LATER.map((column) => `, ${column}`).join("")}
    );
    CREATE TABLE comments (
      id INTEGER NOT NULL PRIMARY KEY, incident_id INTEGER NOT NULL REFERENCES incidents (id),
      author VARCHAR(255) NOT NULL, comment_text TEXT NOT NULL, created_at DATETIME NOT NULL
    );
    CREATE TABLE nagios_comments (
      id INTEGER NOT NULL PRIMARY KEY, incident_id INTEGER NOT NULL REFERENCES incidents (id), entry_time DATETIME,
      author VARCHAR(255), comment_data TEXT, host_name VARCHAR(255), service_description VARCHAR(255)
    );
    CREATE TABLE poll_metadata (
      id INTEGER NOT NULL PRIMARY KEY, last_poll_time DATETIME, status_dat_mtime DATETIME, records_processed INTEGER
    );
    PRAGMA foreign_keys = OFF;`);
  return database;
}

/** Adds rows, each a map from column to value. */
export function insertRows(database: Database.Database, table: string, rows: readonly Record<string, unknown>[]): void {
  for (const row of rows) {
    const columns = Object.keys(row);
    const holes = columns.map((column) => `@${column}`);
    database.prepare(`insert into ${table} (${columns.join(", ")}) values (${holes.join(", ")})`).run(row);
  }
}
