/** What Nagios' main configuration says of its files and its time. Paths stand as they are written. */
export interface MainConfig {
  statusFile: string | null;
  objectCacheFile: string | null;
  logFile: string | null;
  logArchivePath: string | null;
  tempFile: string | null;
  /** Seconds in Nagios' unit of time, for check intervals. */
  intervalLength: number;
  /** Seconds between two writings of the status file. */
  statusUpdateInterval: number;
  /** When the log turns; `none` also for a value that Nagios does not know. */
  logRotationMethod: "none" | "hourly" | "daily" | "weekly" | "monthly";
}

/** Defaults of base/config.c and include/config.h: what holds when the file is silent. */
const DEFAULT_INTERVAL_LENGTH = 60;
const DEFAULT_STATUS_UPDATE_INTERVAL = 10;
const ROTATION_METHODS = { n: "none", h: "hourly", d: "daily", w: "weekly", m: "monthly" } as const;

/**
 * Reads `nagios.cfg`, `naemon.cfg` or `icinga.cfg`: `key=value` lines, `#` and `;` comments, the last value of a
 * key holds (base/config.c, read_main_config_file). Anything else is passed over.
 */
export function parseMainConfig(text: string): MainConfig {
  const values = readValues(text);
  const path = (key: string) => values.get(key) || null;
  return {
    statusFile: path("status_file") ?? path("xsddefault_status_file") ?? null,
    objectCacheFile: path("object_cache_file"),
    logFile: path("log_file"),
    logArchivePath: path("log_archive_path"),
    tempFile: path("temp_file"),
    intervalLength: readSeconds(values.get("interval_length")) ?? DEFAULT_INTERVAL_LENGTH,
    statusUpdateInterval: readSeconds(values.get("status_update_interval")) ?? DEFAULT_STATUS_UPDATE_INTERVAL,
    logRotationMethod: readRotation(values.get("log_rotation_method")),
  };
}

function readValues(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.replace(/^\ufeff/, "").split("\n")) {
    const content = line.trim();
    const separator = content.indexOf("=");
    if (content.startsWith("#") || content.startsWith(";") || separator < 1) continue;
    values.set(content.slice(0, separator).trim(), content.slice(separator + 1).trim());
  }
  return values;
}

function readSeconds(value: string | undefined): number | null {
  return value !== undefined && /^0*[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

function readRotation(value: string | undefined): MainConfig["logRotationMethod"] {
  const letter = value?.charAt(0) as keyof typeof ROTATION_METHODS | undefined;
  return (letter === undefined ? undefined : ROTATION_METHODS[letter]) ?? "none";
}

/**
 * Where `nagios.cfg` usually is, most likely first. `*` stands for the name of one folder (an OMD or Checkmk site).
 */
export const USUAL_CONFIG_PATHS: readonly string[] = [
  // Debian and Ubuntu
  "/etc/nagios4/nagios.cfg",
  "/etc/nagios3/nagios.cfg",
  // RHEL, Fedora, SUSE, Arch
  "/etc/nagios/nagios.cfg",
  // From source; containers
  "/usr/local/nagios/etc/nagios.cfg",
  "/opt/nagios/etc/nagios.cfg",
  // FreeBSD
  "/usr/local/etc/nagios/nagios.cfg",
  // Naemon
  "/etc/naemon/naemon.cfg",
  "/usr/local/etc/naemon/naemon.cfg",
  "/opt/naemon/etc/naemon/naemon.cfg",
  // OMD and Checkmk sites: the merged file lies in tmp, the written one in etc
  "/omd/sites/*/tmp/nagios/nagios.cfg",
  "/omd/sites/*/tmp/naemon/naemon.cfg",
  "/omd/sites/*/etc/nagios/nagios.cfg",
  "/omd/sites/*/etc/naemon/naemon.cfg",
  "/omd/sites/*/tmp/icinga/icinga.cfg",
  "/opt/omd/sites/*/tmp/nagios/nagios.cfg",
  "/opt/omd/sites/*/tmp/naemon/naemon.cfg",
  "/opt/omd/sites/*/etc/nagios/nagios.cfg",
  "/opt/omd/sites/*/etc/naemon/naemon.cfg",
  // Icinga 1
  "/etc/icinga/icinga.cfg",
  "/usr/local/icinga/etc/icinga.cfg",
];
