/** What a word of Nagios' files names. `value`: what a custom variable holds. */
export type InsideKind = "host" | "service" | "group" | "alias" | "address" | "person" | "value";

/**
 * Words that stand in Nagios' files and are nobody's business unless they were put on show. They are never shown: they
 * are looked for in what is about to be.
 */
export type InsideWords = ReadonlyMap<string, InsideKind>;
