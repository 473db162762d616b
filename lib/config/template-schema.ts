import * as z from "zod";
import { LANGUAGES, PLACEHOLDERS, TEMPLATE_CODES, type TemplateCode } from "@/lib/domain/words";
import { text } from "./setting";

const ALLOWED = `a text with no other placeholders than ${PLACEHOLDERS.map((name) => `{${name}}`).join(", ")}`;

/** A wording. A placeholder that nobody fills would stand on the page as it is. */
function wording() {
  return text()
    .refine((value) =>
      [...value.matchAll(/\{([^{}]*)\}/g)].every(([, name]) => PLACEHOLDERS.some((known) => known === name)),
    )
    .describe(ALLOWED)
    .optional();
}

const ofLanguage = () => {
  const shape = Object.fromEntries(TEMPLATE_CODES.map((code) => [code, wording()]));
  return z.strictObject(shape as Record<TemplateCode, ReturnType<typeof wording>>).optional();
};

/** The operator's own wordings, by language. */
export const TEMPLATES = z.strictObject(
  Object.fromEntries(LANGUAGES.map((language) => [language, ofLanguage()])) as Record<
    (typeof LANGUAGES)[number],
    ReturnType<typeof ofLanguage>
  >,
);
