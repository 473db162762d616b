import type { Judgement } from "@/lib/domain/component-state";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { StatusFile } from "@/lib/nagios/status-file";
import { type JudgedPage, judgePage } from "@/lib/view/judge";
import { STATE_WORDS } from "@/lib/view/state-words";
import { ENGLISH } from "@/lib/view/words/words-of";
import { type Finding, note, ok, warn } from "./doctor-report";
import type { PublicSettings } from "./public-settings";
import { makePublication, type Publication } from "./publish";

/** Makes what would be published of a snapshot, without incidents and maintenance: those are in the database. */
export function publishOnce(
  snapshot: Snapshot | null,
  judgement: Judgement,
  settings: PublicSettings,
  at: EpochMs,
): Publication {
  const nothing = { incidents: [], maintenances: [], history: null, figures: null };
  return makePublication({ ...nothing, snapshot, judgement, checkedAt: at, at }, settings);
}

const MAX_COMPONENTS = 40;

/** The page as somebody without any account sees it now. */
export function describePage(publication: Publication, at: EpochMs): Finding[] {
  const page = judgePage(publication.page, at, ENGLISH);
  const title = note(`${publication.page.name} (times in ${publication.page.timeZone})`);
  const lede = page.lede === null ? [] : [note(page.lede)];
  return [title, note(`“${page.sentence}”`), ...lede, ...listComponents(page)];
}

function listComponents({ groups }: JudgedPage): Finding[] {
  const lines = groups.flatMap(({ name, components }) => [
    ...(name === null ? [] : [`${name}:`]),
    ...components.map(({ name: component, state, lastKnown }) => {
      const last = lastKnown === null ? "" : ` (last known: ${STATE_WORDS[lastKnown]})`;
      return `${name === null ? "" : "  "}${component}: ${STATE_WORDS[state]}${last}`;
    }),
  ]);
  const shown = lines.slice(0, MAX_COMPONENTS).map(note);
  return lines.length > shown.length ? [...shown, note(`and ${lines.length - shown.length} more`)] : shown;
}

const MAX_NAMES = 12;

/** Which of Nagios' own names a visitor could read, found in what is published, not in what was meant. */
export function judgeNames(
  { names, page }: Publication,
  snapshot: Snapshot,
  status: StatusFile,
  settings: Pick<PublicSettings, "objectNames" | "pluginOutput">,
): Finding[] {
  const published = new Set<string>();
  for (const { name, components } of page.groups) {
    for (const text of [name, ...components.flatMap((c) => [c.name, c.description])])
      if (text !== null) published.add(text);
  }
  for (const { name } of page.metrics) published.add(name);
  for (const object of snapshot.objects.values()) {
    const name = object.chosen ? names.ofObject(object.key) : null;
    for (const text of [name?.hostName, name?.serviceDescription]) if (text != null) published.add(text);
  }
  const hosts = unique(status.names.map(({ hostName }) => hostName).filter((name) => published.has(name)));
  const services = unique(
    status.names.flatMap(({ serviceDescription: name }) => (name !== null && published.has(name) ? [name] : [])),
  );
  return [...sayNames(hosts, services, settings.objectNames), sayOutput(settings.pluginOutput)];
}

function sayNames(hosts: readonly string[], services: readonly string[], isMeant: boolean): Finding[] {
  if (hosts.length + services.length === 0) return [ok("None of Nagios' own names is public")];
  const lists = [listNames("hosts", hosts), listNames("services", services)].filter((list) => list !== null).join("; ");
  if (isMeant) return [ok(`Names of Nagios' own that are public: ${lists}`)];
  return [
    warn(
      `Names of Nagios' own are public although public.object_names is false: ${lists}`,
      "give the components names that are not Nagios'",
    ),
  ];
}

function listNames(kind: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
  return `${kind} ${names.slice(0, MAX_NAMES).join(", ")}${more}`;
}

function sayOutput(isPublic: boolean): Finding {
  if (!isPublic) return ok("The output of plugins is not public");
  return warn("The output of plugins is public; it often holds addresses and versions", "public.plugin_output: false");
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
