import { join } from "node:path";

/** The demo's files, all in one folder. */
export interface DemoPaths {
  config: string;
  status: string;
  objectCache: string;
  log: string;
  archives: string;
  /** What the demo remembers of itself. */
  world: string;
}

/** Where the files of a demo lie. `folder` is an absolute path. */
export function placeFiles(folder: string): DemoPaths {
  return {
    config: join(folder, "nagios.cfg"),
    status: join(folder, "status.dat"),
    objectCache: join(folder, "objects.cache"),
    log: join(folder, "nagios.log"),
    archives: join(folder, "archives"),
    world: join(folder, "demo.json"),
  };
}

/** The nagios.cfg that names them. `updateIntervalMs`: how often status.dat is written. */
export function writeConfig(paths: DemoPaths, updateIntervalMs: number): string {
  return `# Written by Vitrine's built-in demo. No Nagios runs here.
log_file=${paths.log}
object_cache_file=${paths.objectCache}
status_file=${paths.status}
status_update_interval=${Math.max(1, Math.round(updateIntervalMs / 1000))}
temp_file=${paths.status}.tmp
log_rotation_method=d
log_archive_path=${paths.archives}
log_notifications=1
log_service_retries=1
log_host_retries=1
log_initial_states=0
log_current_states=1
log_external_commands=1
log_passive_checks=1
use_timezone=UTC
interval_length=60
date_format=iso8601
`;
}
