import type { Language } from "@/lib/domain/words";

/** What `Intl` calls the languages. Digits are Western ones everywhere, as in names, addresses and times. */
export const LOCALES = {
  en: "en-GB",
  de: "de",
  fr: "fr",
  es: "es",
  pt: "pt",
  it: "it",
  nl: "nl",
  pl: "pl",
  uk: "uk",
  ja: "ja",
  zh: "zh-Hans",
  ar: "ar-u-nu-latn",
  he: "he",
} satisfies Record<Language, string>;

export const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>(["ar", "he"]);

/** The languages by their own names, as people look for them. */
export const LANGUAGE_NAMES = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  pt: "Português",
  it: "Italiano",
  nl: "Nederlands",
  pl: "Polski",
  uk: "Українська",
  ja: "日本語",
  zh: "简体中文",
  ar: "العربية",
  he: "עברית",
} satisfies Record<Language, string>;
