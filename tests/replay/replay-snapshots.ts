import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import {
  type ComponentSpec,
  DEFAULT_INCIDENT_RULES,
  type IncidentRules,
  type Selection,
  TELL_ALL,
} from "@/lib/domain/policy";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { createSiteReader } from "@/lib/poller/read-site";
import { createSourceReader } from "@/lib/poller/read-source";
import { createMemoryStore } from "@/lib/store/memory";
import { RUNNING, readFixture } from "@/tests/fixtures/nagios/read-fixture";
import { readPacked } from "@/tests/fixtures/nagios/read-history";
import { createReplayClock, createReplayLog, startProcess } from "./process";

const SNAPSHOTS_FOLDER = fileURLToPath(new URL("../fixtures/nagios/snapshots/", import.meta.url));

function component(name: string, members: Partial<ComponentSpec["members"]>): ComponentSpec {
  const nothing = { hosts: [], services: [], hostgroups: [], servicegroups: [] };
  return {
    slug: name.toLowerCase().replaceAll(" ", "-"),
    name,
    ...{ group: null, description: null, rule: { kind: "worst" }, sla: null, telling: TELL_ALL },
    members: { ...nothing, ...members },
  };
}

const allOn = (host: string) => ({ host, service: "*" });

/** Every host and service of the site, as somebody would put them before the public. */
export const WHOLE_SITE: Selection = {
  kind: "components",
  components: [
    component("Website", { hostgroups: ["web"], services: [allOn("www?.example.com")] }),
    component("Mail", { hostgroups: ["mail"], services: [allOn("mail.example.com")] }),
    component("VPN", { hosts: ["vpn.example.com"], services: [allOn("vpn.example.com")] }),
    component("Cloud API", { hosts: ["cloud-api"], services: [allOn("cloud-api")] }),
    component("Databases", { hostgroups: ["databases"], services: [allOn("db-*")] }),
    component("Backup", { hostgroups: ["storage"], services: [allOn("nas backup")] }),
    component("Office", { hostgroups: ["office"], services: [allOn("B*-Drucker*"), allOn("wifi-ap-*")] }),
    component("Network", {
      hosts: ["gw-edge-01", "fw-dmz-01", "sw-*"],
      services: [allOn("gw-edge-01"), allOn("fw-dmz-01"), allOn("sw-*")],
    }),
  ],
};

/** Nagios checked sixty times as often as usual here: the windows are a tenth of the usual ones. */
export const CHECK_PACE = {
  groupingWindowMs: DEFAULT_INCIDENT_RULES.groupingWindowMs / 10,
  reopeningWindowMs: DEFAULT_INCIDENT_RULES.reopeningWindowMs / 10,
  monitoringMs: DEFAULT_INCIDENT_RULES.monitoringMs / 10,
};

export interface SnapshotReplay {
  incidents: IncidentRecord[];
  maintenances: Maintenance[];
  /** What the service said that it did. */
  lines: string[];
}

/** Lets one service live through snapshots in the order of their time: a poll for each, on the files as they were then. */
export async function replaySnapshots(
  names: readonly string[],
  { hasLogs, rules = {}, pollsEach = 1 }: { hasLogs: boolean; rules?: Partial<IncidentRules>; pollsEach?: number },
): Promise<SnapshotReplay> {
  const folder = makeFolder(hasLogs);
  const store = createMemoryStore();
  const lines: string[] = [];
  let now = takenAt(names[0] ?? "") * SECOND_MS;
  const clock = createReplayClock(() => now);
  const log = createReplayLog(lines);
  const files = { statusPath: folder.statusPath, objectCachePath: folder.objectsPath, intervalLengthMs: SECOND_MS };
  const site = createSiteReader({ reader: createSourceReader(), files, selection: WHOLE_SITE, clock, log });
  const process = startProcess({ site, store, clock, log, places: folder.places, rules, intervalMs: MINUTE_MS });
  try {
    for (const name of names) {
      now = takenAt(name) * SECOND_MS;
      folder.become(name);
      for (let poll = 0; poll < pollsEach; poll += 1) await process.poll();
    }
    const incidents = await store.listIncidents({ which: { kind: "all" }, limit: 1000 });
    return { incidents, maintenances: await store.listMaintenances({ since: 0, limit: 1000 }), lines };
  } finally {
    process.stop();
    folder.drop();
  }
}

/** When a snapshot was taken, in seconds since the epoch. */
function takenAt(name: string): number {
  return JSON.parse(readFixture(name, "meta.json")).taken;
}

/** A folder in which Nagios' files stand as they stood when a snapshot was taken. The log is written on, and rotated. */
function makeFolder(hasLogs: boolean) {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-replay-"));
  const [statusPath, objectsPath] = [join(folder, "status.dat"), join(folder, "objects.cache")];
  const [logPath, archivePath] = [join(folder, "nagios.log"), join(folder, "archives")];
  mkdirSync(archivePath);
  let written = "";

  function writeStatus(name: string): void {
    rmSync(statusPath, { force: true });
    if (!RUNNING.includes(name)) return;
    writeFileSync(`${statusPath}.new`, readFixture(name, "status.dat"), "latin1");
    renameSync(`${statusPath}.new`, statusPath);
  }

  function writeLog(text: string): void {
    appendFileSync(logPath, text.slice(written.length), "latin1");
    written = text;
  }

  function become(name: string): void {
    writeStatus(name);
    writeFileSync(objectsPath, readFixture(name, "objects.cache"), "latin1");
    if (!hasLogs) return;
    const archives = join(SNAPSHOTS_FOLDER, name, "archives");
    for (const archive of existsSync(archives) ? readdirSync(archives) : []) {
      const rotated = join(archivePath, archive.replace(/\.gz$/, ""));
      if (existsSync(rotated)) continue;
      writeLog(readPacked(archives, archive));
      renameSync(logPath, rotated);
      written = "";
    }
    writeLog(readFixture(name, "nagios.log"));
  }

  const places = hasLogs ? { logPath, archivePath, isNamed: true } : null;
  return { statusPath, objectsPath, places, become, drop: () => rmSync(folder, { recursive: true, force: true }) };
}
