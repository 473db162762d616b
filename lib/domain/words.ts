import { UPDATE_CODES } from "./incident";
import { MAINTENANCE_CODES } from "./maintenance";

/** Languages in which automatic texts exist. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "uk", "ja", "zh", "ar", "he"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What an automatic text may name. Public names and times only: nothing of Nagios is among them. */
export const PLACEHOLDERS = ["name", "components", "count", "impact", "duration", "from", "to"] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Texts that an operator may word anew: titles, what happened, and that it still lasts. */
export const TEMPLATE_CODES = [
  "title",
  ...UPDATE_CODES,
  "still",
  "still_identified",
  "maintenance_title",
  ...MAINTENANCE_CODES.map((code) => `maintenance_${code}` as const),
] as const;
export type TemplateCode = (typeof TEMPLATE_CODES)[number];

/** An operator's own wording, with placeholders in braces, as `{name} works again.` */
export type Templates = Partial<Record<Language, Partial<Record<TemplateCode, string>>>>;
