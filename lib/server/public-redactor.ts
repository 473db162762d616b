import type { InsideWords } from "@/lib/domain/inside-words";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { PublicNames } from "@/lib/view/public-names";
import { createRedactor, hideAll, type Redact } from "@/lib/view/redact";
import type { PublicSettings } from "./public-settings";

/** What decides which words are on show. */
type Naming = Pick<PublicSettings, "name" | "objectNames" | "metrics">;

interface Made {
  present: InsideWords;
  components: Snapshot["components"];
  redact: Redact;
}

/** By the words of the configuration, which change when Nagios is reloaded: made once for many rounds. */
const made = new WeakMap<InsideWords, Made>();

/**
 * The wall for a snapshot: what Nagios' files say minus what is on show. Made when the first text comes to it, and kept
 * while the choice and the words are the same. Without a snapshot nobody knows what is private.
 */
export function findRedactor(snapshot: Snapshot | null, names: PublicNames, settings: Naming): Redact {
  if (snapshot === null) return hideAll;
  let own: Redact | null = null;
  return (text) => {
    if (text === "") return text;
    own ??= findMade(snapshot, names, settings);
    return own(text);
  };
}

function findMade(snapshot: Snapshot, names: PublicNames, settings: Naming): Redact {
  const [configured, present] = snapshot.inside;
  const { components } = snapshot;
  const known = made.get(configured);
  if (known?.components === components && hasSameWords(known.present, present)) return known.redact;
  const words = [...configured.keys(), ...present.keys()];
  const redact = createRedactor(words, listPublicWords(snapshot, names, settings));
  made.set(configured, { present, components, redact });
  return redact;
}

/** Everything that the operator put on show, as it is called there. */
export function listPublicWords(
  snapshot: Snapshot,
  names: PublicNames,
  { name, objectNames, metrics }: Naming,
): Set<string> {
  const words = new Set([name, ...metrics.flatMap((metric) => [metric.name, metric.unit ?? ""])]);
  for (const component of snapshot.components) {
    for (const text of [component.name, component.group, component.description]) if (text !== null) words.add(text);
  }
  if (!objectNames) return words;
  for (const { key } of snapshot.objects.values()) {
    const shown = names.ofObject(key);
    if (shown === null) continue;
    words.add(shown.hostName);
    words.add(shown.hostName.split(".", 1)[0] ?? "");
    if (shown.serviceDescription !== null) words.add(shown.serviceDescription);
  }
  return words;
}

function hasSameWords(a: InsideWords, b: InsideWords): boolean {
  return a === b || (a.size === b.size && [...a.keys()].every((word) => b.has(word)));
}
