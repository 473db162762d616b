import { lazily } from "./lazily";

/** First strong, left-to-right and right-to-left isolate, and the end of each (Unicode Standard Annex 9). */
const [OPEN, OPEN_LTR, OPEN_RTL, CLOSE] = ["\u2068", "\u2066", "\u2067", "\u2069"];

/** Numbers take the direction of their sentence. */
const NUMBER = /^[\d.,]+$/;

/**
 * Gives a text within a sentence that runs from right to left a direction of its own: that of its first letter. What was
 * put together of isolated parts is a phrase of that language itself.
 */
export function isolate(text: string): string {
  if (NUMBER.test(text)) return text;
  return `${text.includes(CLOSE) ? OPEN_RTL : OPEN}${text}${CLOSE}`;
}

/** Times run from left to right whatever stands around them: "14:32 CET". */
export function isolateTime(text: string): string {
  return `${OPEN_LTR}${text}${CLOSE}`;
}

/**
 * Lists names in a language, each by `name`. Afterwards, because the word between two of them may depend on how the second
 * begins.
 */
export function createLists(locale: string, name: (text: string) => string): (names: readonly string[]) => string {
  const lists = lazily(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  return (names) =>
    lists()
      .formatToParts(names)
      .map(({ type, value }) => (type === "element" ? name(value) : value))
      .join("");
}
