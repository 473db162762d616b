import { parseArgs } from "node:util";
import type { Config } from "@/lib/config/config";
import type { InsideKind } from "@/lib/domain/inside-words";
import { compileSelection } from "@/lib/nagios/compile-selection";
import { select } from "@/lib/nagios/select";
import { createPublicNames } from "@/lib/view/public-names";
import { crawlPublic } from "./crawl-public";
import { readAccounts } from "./doctor-path";
import { type Finding, fail, formatReport, isWell, note, ok, type Section, warn } from "./doctor-report";
import { readSite } from "./doctor-site";
import { fileAccess } from "./file-access";
import { locateNagios } from "./locate-nagios";
import { createLeakSearch, type Leak, type LeakReport } from "./public-leaks";
import { listPublicWords } from "./public-redactor";
import { describeSettings, showNagios } from "./public-settings";

const USAGE = "Usage: vitrine leaks [--url http://127.0.0.1:8000]";

/** What is looked for, with what each word is. */
interface Wanted {
  words: ReadonlyMap<string, InsideKind>;
  spared: ReadonlySet<string>;
}

/**
 * `vitrine leaks`: asks the running service for everything that anybody may, and looks in the answers for what Nagios'
 * files name and nobody put on show. False when something is found, or nothing could be looked at.
 */
export async function findLeaks(config: Config, args: readonly string[]): Promise<boolean> {
  try {
    const url = readUrl(args) ?? ownAddress(config.api);
    const wanted = await readWanted(config);
    const search = createLeakSearch(wanted.words.keys(), wanted.spared);
    const addresses = await crawlPublic({ url, link: config.rss.link, onAnswer: search.take });
    const sections = describe(search.report(), wanted, { url, addresses });
    const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
    for (const line of formatReport(sections, { colours })) console.log(line);
    return isWell(sections);
  } catch (error) {
    console.error(explain(error));
    return false;
  }
}

function readUrl(args: readonly string[]): string | null {
  try {
    const { url } = parseArgs({ args: [...args], options: { url: { type: "string" } } }).values;
    return url === undefined ? null : new URL(url).href.replace(/\/$/, "");
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function ownAddress({ host, port }: Config["api"]): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

async function readWanted(config: Config): Promise<Wanted> {
  const located = await locateNagios({ config, ...fileAccess });
  if (located.kind !== "found")
    throw new Error("No Nagios was found: there is nothing to look for. See vitrine doctor.");
  const { status, objects } = await readSite(located, await readAccounts());
  if (status.kind !== "read") throw new Error("Nagios' status file cannot be read. See vitrine doctor.");
  const model = objects.kind === "read" ? objects.value : null;
  const settings = describeSettings(config, showNagios(config));
  const snapshot = select(status.value, compileSelection(model, status.value.names, config.selection), null);
  const names = createPublicNames(snapshot, settings.objectNames);
  const [configured, present] = snapshot.inside;
  return { words: new Map([...present, ...configured]), spared: listPublicWords(snapshot, names, settings) };
}

function describe(report: LeakReport, { words }: Wanted, where: { url: string; addresses: number }): Section[] {
  const { leaks, ordinary, answers, bytes } = report;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const asked = `Asked ${where.url} as a stranger for ${where.addresses} addresses: ${answers} answers, ${size}`;
  const sought = `Looked for ${words.size - ordinary.length} names, addresses, people and values of Nagios' files`;
  return [
    { title: "What was asked", findings: [note(asked), note(sought), ...sayOrdinary(ordinary)] },
    { title: "What was found", findings: sayLeaks(leaks, words) },
  ];
}

const MOST_NAMED = 12;
const MOST_LEAKS = 50;

function sayOrdinary(ordinary: readonly string[]): Finding[] {
  if (ordinary.length === 0) return [];
  const named = ordinary.slice(0, MOST_NAMED).join(", ");
  const more = ordinary.length > MOST_NAMED ? ` and ${ordinary.length - MOST_NAMED} more` : "";
  return [warn(`Not looked for, because the program itself uses these words: ${named}${more}`)];
}

function sayLeaks(leaks: readonly Leak[], words: Wanted["words"]): Finding[] {
  if (leaks.length === 0) return [ok("Nothing that was not put on show can be read")];
  const told = leaks.slice(0, MOST_LEAKS).map((leak) => sayLeak(leak, words.get(leak.word) ?? "host"));
  return leaks.length > told.length ? [...told, note(`and ${leaks.length - told.length} more`)] : told;
}

const KINDS = {
  host: "the host",
  service: "the service",
  group: "the group",
  alias: "the label",
  address: "the address",
  person: "the user or contact",
  value: "the value of a custom variable",
} satisfies Record<InsideKind, string>;

const REWORD = "reword what says so: an update, a title, a maintenance or a component's description";

function sayLeak({ word, places, around }: Leak, kind: InsideKind): Finding {
  const more = places.length > 1 ? ` and ${places.length - 1} more answers` : "";
  if (kind === "value") {
    const text = `${KINDS.value} that begins with “${word.slice(0, 2)}” can be read in ${places[0]}${more}`;
    return fail(text, REWORD, "change that secret: it was public");
  }
  const text = `${KINDS[kind]} ${word} can be read in ${places[0]}${more}: “${around.replaceAll(/\s+/g, " ")}”`;
  return fail(text, REWORD, ...(kind === "person" ? [] : ["or put it on show, under components or nagios.hosts"]));
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isUnanswered = error.message === "fetch failed" || error.name === "TimeoutError";
  return isUnanswered ? `Nobody answers there; is the service running? ${USAGE}` : error.message;
}
