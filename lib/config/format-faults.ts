import type { ConfigFault, Place } from "./config";

/** Says all faults to a person, one a line. */
export function formatFaults(faults: readonly ConfigFault[]): string {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return [`The configuration has ${count}:`, ...faults.map((fault) => `  ${formatFault(fault)}`)].join("\n");
}

/** One fault as a sentence: where, what is there, what may be there. */
export function formatFault({ place, path, found, allowed, suggestion }: ConfigFault): string {
  const subject = path === "" ? "" : `${path}: `;
  const hint = suggestion === null ? "" : ` Did you mean ${suggestion}?`;
  return `${formatPlace(place)}: ${subject}found ${found}; allowed is ${allowed}.${hint}`;
}

function formatPlace(place: Place): string {
  if (place.kind === "environment") return place.variable;
  return place.line === null ? place.file : `${place.file}:${place.line}:${place.column}`;
}

/** Puts faults in the order of the file; those of the environment come last. */
export function sortFaults(faults: readonly ConfigFault[]): ConfigFault[] {
  const rank = ({ place }: ConfigFault) =>
    place.kind === "environment" ? Number.MAX_SAFE_INTEGER : (place.line ?? 0) * 10_000 + (place.column ?? 0);
  return [...faults].sort((a, b) => rank(a) - rank(b));
}
