/** Splits a language off the front of an address: "/de/history?x" is "/history?x" in "de"; null where there is none. */
export function splitLanguage<Language extends string>(
  url: string,
  languages: readonly Language[],
): { language: Language; rest: string } | null {
  const [, name, rest] = /^\/([a-z]{2})((?:[/?].*)?)$/s.exec(url) ?? [];
  const language = languages.find((each) => each === name);
  if (language === undefined || rest === undefined) return null;
  return { language, rest: rest.startsWith("/") ? rest : `/${rest}` };
}

/** More than this nobody asks for by hand. */
const MOST_RANGES = 20;

/**
 * The language that somebody likes best of those that there are (RFC 9110, 12.5.4; a range stands for everything that
 * begins with it, RFC 4647, 3.3.1); null when none is among them.
 */
export function pickLanguage<Language extends string>(
  accepted: string | undefined,
  languages: readonly Language[],
): Language | null {
  const ranges = (accepted ?? "").toLowerCase().split(",", MOST_RANGES).map(readRange);
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  for (const { name } of wanted) {
    const found = languages.find((language) => name === language || name.startsWith(`${language}-`));
    if (found !== undefined) return found;
    if (name === "*") return null;
  }
  return null;
}

function readRange(text: string): { name: string; quality: number } {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return { name, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
