import type { InsideKind, InsideWords } from "@/lib/domain/inside-words";
import { eachInSlices } from "@/lib/domain/slices";
import type { KnownObjects } from "./known-objects";

/** Everything that Nagios' configuration names: what of it may be read is for the pane to say. */
export function* gatherInside({ hosts, model }: KnownObjects): Generator<void, InsideWords> {
  const words = new Map<string, InsideKind>();
  const add = (kind: InsideKind, text: string | null) => {
    if (text !== null && !words.has(text)) words.set(text, kind);
  };
  const addTelling = (kind: InsideKind, text: string | null) => {
    if (text !== null && isTelling(text)) add(kind, text);
  };
  yield* eachInSlices(hosts.values(), ({ name: { hostName }, services }) => {
    add("host", hostName);
    add("host", shortNameOf(hostName));
    for (const description of services.keys()) addTelling("service", description);
  });
  if (model === null) return words;
  yield* eachInSlices(model.hosts.values(), ({ alias, displayName }) => {
    addTelling("alias", alias);
    addTelling("alias", displayName);
  });
  for (const services of model.services.values()) {
    for (const { displayName } of services.values()) addTelling("alias", displayName);
    yield;
  }
  for (const { name, alias } of [...model.hostgroups.values(), ...model.servicegroups.values()]) {
    addTelling("group", name);
    addTelling("group", alias);
  }
  yield* eachInSlices(model.inside, ([text, kind]) => (kind === "group" ? addTelling : add)(kind, text));
  return words;
}

/** Services, groups and labels that are one plain word, as HTTP, Backup or Printers, are language and name nothing. */
function isTelling(text: string): boolean {
  return /[^\p{L}\p{M}]/u.test(text);
}

const FLAGS = new Set(["yes", "no", "true", "false", "none", "null", "on", "off", "enabled", "disabled", "default"]);

/** Whether the value of a custom variable may be a secret: no switch and no short number, which stand in every text. */
export function isSecret(value: string): boolean {
  return !/^\d{0,5}$/.test(value) && !FLAGS.has(value.toLowerCase());
}

/** Nagios itself, where it enters a comment about a downtime or about flapping. */
const OWN_AUTHOR = "(Nagios Process)";

/** Whether the author of a comment is a person. */
export function isPerson(author: string): boolean {
  return author !== OWN_AUTHOR && author !== "";
}

/** `db1` of `db1.example.com`, as people write it; not `www` or `mail`, which are language. */
function shortNameOf(hostName: string): string | null {
  const [label = ""] = hostName.split(".", 1);
  return label !== hostName && /[\p{L}]/u.test(label) && /[\d_-]/.test(label) ? label : null;
}
