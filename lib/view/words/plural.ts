import { lazily } from "./lazily";

/** The forms of a counted thing. A category that has none takes `other`. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Says a number of things by the rules of a language. */
export function makePlural(locale: string, forms: PluralForms): (count: number) => string {
  const rules = lazily(() => new Intl.PluralRules(locale));
  return (count) => (forms[rules().select(count)] ?? forms.other).replace("#", String(count));
}
