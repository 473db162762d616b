import type { Config } from "@/lib/config/config";
import { judgeAge } from "@/lib/domain/data-age";
import type { EpochMs } from "@/lib/domain/time";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Problem } from "@/lib/nagios/problem";
import { sayDuration } from "@/lib/view/duration-words";
import { mendAccess, sayBlocked } from "./doctor-access";
import type { Reader, Way } from "./doctor-path";
import { type Finding, fail, note, ok, warn } from "./doctor-report";
import type { FileFacts, SiteFacts } from "./doctor-site";
import type { NagiosFiles } from "./locate-nagios";

export interface FilesInput {
  site: SiteFacts;
  files: NagiosFiles;
  reader: Reader;
  /** Whether the selection names groups, which only objects.cache knows. */
  needsGroups: boolean;
  at: EpochMs;
}

/** Whether each file is there, whole, and readable by this user. */
export function judgeFiles(input: FilesInput): Finding[] {
  const { site, reader } = input;
  return [
    ...(reader.uid === 0 ? [asRoot()] : []),
    ...judgeStatus(input),
    ...judgeObjects(input),
    ...judgeHistory(LOG, site.log, reader, ({ bytes }) => `${sayBytes(bytes)}`),
    ...judgeHistory(ARCHIVES, site.archives, reader, ({ value }) => `${value} logs`),
  ];
}

function asRoot(): Finding {
  return warn(
    "This check runs as root, which may read everything: it says nothing about the user of the service.",
    "sudo -u USER vitrine doctor",
  );
}

function judgeStatus({ site, reader, at }: FilesInput): Finding[] {
  const { status, lack } = site;
  if (status.kind === "unnamed") return [];
  if (status.kind === "incomplete") {
    return [
      fail(`${status.path} is incomplete: ${status.reason}`, "wait for Nagios to write it anew, every few seconds"),
    ];
  }
  if (status.kind === "unavailable") {
    return [fail(...explain(status, reader, MISSING_STATUS))];
  }
  const { path, bytes, writtenAt, value } = status;
  const { names, version, problems, problemCount } = value;
  const services = names.filter((name) => name.serviceDescription !== null).length;
  const by = version === "" ? "" : `, by Nagios ${version}`;
  const size = `${sayBytes(bytes)}, ${names.length - services} hosts and ${services} services`;
  return [
    ok(`${path}: ${size}, written ${sayDuration(at - writtenAt)} ago${by}`),
    ...judgeProblems(path, problems, problemCount),
    ...(lack === null ? [] : [warn(`${path} and objects.cache differ: ${lack}`, "wait until Nagios has reloaded")]),
  ];
}

const MISSING_STATUS = [
  "start Nagios (it deletes the file when it stops): systemctl status nagios nagios4",
  "name the right place with nagios.config_path or nagios.status_dat_path",
];

function judgeObjects({ site, reader, needsGroups }: FilesInput): Finding[] {
  const { objects } = site;
  const judge = needsGroups ? fail : warn;
  const cost = needsGroups ? "the groups that you chose are unknown" : "no groups, no display names";
  if (objects.kind === "unnamed") return [judge(`No objects.cache is known: ${cost}`, "set nagios.object_cache_path")];
  if (objects.kind === "incomplete") return [judge(`${objects.path} is incomplete: ${objects.reason}; ${cost}`)];
  if (objects.kind === "unavailable") {
    const [text, ...mend] = explain(objects, reader, ["name the right place with nagios.object_cache_path"]);
    return [judge(`${text}: ${cost}`, ...mend)];
  }
  const { path, bytes, value } = objects;
  const groups = `${value.hostgroups.size} host groups and ${value.servicegroups.size} service groups`;
  return [ok(`${path}: ${sayBytes(bytes)}, ${groups}`), ...judgeProblems(path, value.problems, value.problemCount)];
}

const MAX_PROBLEMS = 10;

function judgeProblems(path: string, problems: readonly Problem[], count: number): Finding[] {
  const shown = problems.slice(0, MAX_PROBLEMS).map(({ line, block, message }) => {
    return warn(`${path}, line ${line}: ${block} ${message}`.replace(":  ", ": "));
  });
  return count > shown.length ? [...shown, note(`and ${count - shown.length} more such lines`)] : shown;
}

/** What the past is read from, and what follows where it is not there. The page works without it. */
interface HistorySource {
  what: string;
  without: string;
}

const LOG: HistorySource = { what: "Nagios' log", without: "without it the history begins with the first poll" };
const ARCHIVES: HistorySource = {
  what: "the rotated logs",
  without: "where they cannot be listed they are tried by the names that they can have",
};

function judgeHistory<T>(
  { what, without }: HistorySource,
  facts: FileFacts<T>,
  reader: Reader,
  describe: (facts: { bytes: number; value: T }) => string,
): Finding[] {
  if (facts.kind === "unnamed") return [note(`Nobody names ${what} (${without}).`)];
  if (facts.kind === "read") return [ok(`${facts.path}: ${describe(facts)}`)];
  if (facts.kind === "incomplete") return [];
  const [text, ...mend] = explain(facts, reader, []);
  return [warn(`${text} (${without})`, ...mend)];
}

type Unavailable = Extract<FileFacts<unknown>, { kind: "unavailable" }>;

/** What is wrong, then what mends it. */
function explain({ path, message, way }: Unavailable, reader: Reader, whenMissing: string[]): [string, ...string[]] {
  if (way.kind === "blocked") return [sayWay(path, way, reader), ...mendAccess(way.at, way.need, reader)];
  if (way.kind === "missing") return [sayWay(path, way, reader), ...whenMissing];
  return [`${path} ${message}`];
}

function sayWay(path: string, way: Extract<Way, { kind: "blocked" | "missing" }>, reader: Reader): string {
  if (way.kind === "blocked") {
    const because = way.at.path === path ? "" : `${path}: `;
    return `${because}${sayBlocked(way.at, way.need, reader)}`;
  }
  return way.path === path ? `${path} does not exist` : `${path} does not exist: there is no ${way.path}`;
}

/** Whether the data is young enough, and whether it can stay so between two writings and two polls. */
export function judgeTimes(site: SiteFacts, files: NagiosFiles, polling: Config["polling"], at: EpochMs): Finding[] {
  const { status } = site;
  const age = status.kind === "read" ? judgeDataAge(status.value.createdAt, files, polling, at) : [];
  return [...age, judgeIntervals(files, polling)];
}

/** A Nagios that has not written for five of its intervals, and a minute at least, is hardly running. */
const LATE_WRITINGS = 5;

function judgeDataAge(
  createdAt: EpochMs,
  { statusUpdateIntervalMs }: NagiosFiles,
  { stalenessThresholdMs }: Config["polling"],
  at: EpochMs,
): Finding[] {
  const age = judgeAge(createdAt, at, stalenessThresholdMs);
  const limit = sayDuration(stalenessThresholdMs);
  switch (age.kind) {
    case "ahead":
      return [
        fail(
          `The data is ${sayDuration(age.aheadMs)} ahead of this machine's clock: its age cannot be told`,
          "compare the clocks of both machines: timedatectl",
        ),
      ];
    case "stale":
      return [
        fail(
          `The data is ${sayDuration(age.ageMs)} old, more than ${limit}: every state is shown as unknown`,
          "see whether Nagios runs: systemctl status nagios nagios4",
        ),
      ];
    case "current": {
      const ageMs = Math.max(0, at - createdAt);
      const isLate = ageMs > Math.max(LATE_WRITINGS * statusUpdateIntervalMs, MINUTE_MS);
      const text = `The data is ${sayDuration(ageMs)} old; beyond ${limit} it turns unknown`;
      return [
        isLate ? warn(`${text}. Nagios seems not to write any more`, "systemctl status nagios nagios4") : ok(text),
      ];
    }
  }
}

function judgeIntervals(
  { statusUpdateIntervalMs }: NagiosFiles,
  { pollIntervalMs, stalenessThresholdMs }: Config["polling"],
): Finding {
  const seconds = (ms: number) => ms / SECOND_MS;
  const worstMs = statusUpdateIntervalMs + pollIntervalMs;
  const text = `Nagios writes every ${seconds(statusUpdateIntervalMs)} s and is read every ${seconds(pollIntervalMs)} s: data may be ${seconds(worstMs)} s old, ${seconds(stalenessThresholdMs)} s are allowed`;
  if (stalenessThresholdMs > worstMs) return ok(text);
  return warn(
    `${text}. The page will turn grey between two polls`,
    `set polling.staleness_threshold_seconds above ${seconds(worstMs)}, or polling.interval_seconds lower`,
  );
}

/** `73.4 MB`. */
export function sayBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
