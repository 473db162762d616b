import type { Config } from "@/lib/config/config";
import { judgeInSlices, NOTHING_JUDGED } from "@/lib/domain/component-state";
import { drain } from "@/lib/domain/slices";
import { compileSelection } from "@/lib/nagios/compile-selection";
import { select } from "@/lib/nagios/select";
import { systemClock } from "@/lib/platform/clock";
import { judgeFiles, judgeTimes } from "./doctor-files";
import { judgeMetrics } from "./doctor-metrics";
import { type Accounts, describeReader, type Reader, readAccounts } from "./doctor-path";
import { describePage, judgeNames, publishOnce } from "./doctor-public";
import { type Finding, fail, formatReport, isWell, note, ok, type Section, warn } from "./doctor-report";
import { judgeSelection, namesGroups } from "./doctor-selection";
import { judgeService } from "./doctor-service";
import { readSite, type SiteFacts } from "./doctor-site";
import { fileAccess } from "./file-access";
import { locateNagios } from "./locate-nagios";
import { describeSettings, showNagios } from "./public-settings";

export interface DoctorOptions {
  /** The configuration file that was read; null when there is none. */
  configPath?: string | null;
  /** What the configuration's own check warned of. */
  warnings?: readonly string[];
  /** Where lines go; standard output unless a test says otherwise. */
  write?: (line: string) => void;
}

/**
 * Checks a configuration against this machine, as this user, and prints what was found. Changes nothing. False when
 * something must be mended; warnings alone are well.
 */
export async function runDoctor(config: Config, root: string, options: DoctorOptions = {}): Promise<boolean> {
  const { write = console.log } = options;
  const sections = await examine(config, root, options);
  const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
  for (const line of formatReport(sections, { colours })) write(line);
  return isWell(sections);
}

/** Everything that was found, in the order in which a person would mend it. */
async function examine(config: Config, root: string, options: DoctorOptions): Promise<Section[]> {
  const { configPath = null, warnings = [] } = options;
  const accounts = await readAccounts();
  const reader = describeReader(accounts);
  return [
    { title: "Configuration", findings: [sayConfig(configPath, reader), ...warnings.map((warning) => warn(warning))] },
    ...(await examineNagios(config, accounts, reader)),
    { title: "The service", findings: await judgeService({ config, root, accounts, reader }) },
  ];
}

function sayConfig(path: string | null, { name }: Reader): Finding {
  const read =
    path === null ? "There is no config.yaml: the defaults and the environment hold" : `${path} is understood`;
  return ok(`${read}; checked as the user ${name}`);
}

async function examineNagios(config: Config, accounts: Accounts, reader: Reader): Promise<Section[]> {
  const located = await locateNagios({ config, ...fileAccess });
  if (located.kind !== "found") return [{ title: "Nagios", findings: [sayNotFound(located)] }];
  const site = await readSite(located, accounts, config.metrics);
  const at = systemClock.now();
  const needsGroups = namesGroups(config.selection);
  const files = judgeFiles({ site, files: located, reader, needsGroups, at });
  const times = judgeTimes(site, located, config.polling, at);
  return [
    { title: "Nagios", findings: [ok(located.how), ...files] },
    { title: "Time", findings: times },
    ...examineShow(config, site, at),
  ];
}

function sayNotFound(located: { kind: "none" } | { kind: "broken"; reason: string }): Finding {
  if (located.kind === "broken") return fail(located.reason, "set nagios.config_path or nagios.status_dat_path");
  return warn(
    "No Nagios was found in the usual places: a start shows the demo",
    "name yours with nagios.config_path (NAGIOS_CFG_PATH) or nagios.status_dat_path",
  );
}

/** What the selection means, and what comes of it in public. */
function examineShow(config: Config, { status, objects }: SiteFacts, at: number): Section[] {
  const settings = describeSettings(config, showNagios(config));
  if (status.kind !== "read") {
    return [
      { title: "What visitors see", findings: describePage(publishOnce(null, NOTHING_JUDGED, settings, at), at) },
    ];
  }
  const model = objects.kind === "read" ? objects.value : null;
  const compiled = compileSelection(model, status.value.names, config.selection);
  const snapshot = select(status.value, compiled, null);
  const judgement = drain(judgeInSlices(snapshot, config.mapping));
  const { selection } = config;
  const findings = judgeSelection({
    selection,
    compiled,
    snapshot,
    states: judgement.components,
    status: status.value,
    model,
  });
  const publication = publishOnce(snapshot, judgement, settings, at);
  const names = judgeNames(publication, snapshot, status.value, settings);
  return [
    { title: "What was chosen", findings: [...findings, ...judgeMetrics(config.metrics, status.value)] },
    { title: "What visitors see", findings: [...describePage(publication, at), ...names, note(HISTORY_NOTE)] },
  ];
}

const HISTORY_NOTE = "Incidents are not shown here: they are in the database.";
