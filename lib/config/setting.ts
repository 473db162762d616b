import * as z from "zod";
import { findNearest } from "./did-you-mean";

/** What is known of a setting beside its type: it makes the documentation, the environment and the messages. */
export interface Setting {
  /** The environment variable that wins over the file; absent for what only a file can say. */
  env?: string;
  meaning: string;
  /** The default in words, where the value itself is not what a reader wants. */
  fallback?: string;
  /** Never shown in messages. */
  secret?: boolean;
}

export const SETTINGS = z.registry<Setting>();

/** Gives a schema its place in the documentation and the environment. */
export function describeSetting<S extends z.ZodType>(schema: S, setting: Setting): S {
  SETTINGS.add(schema, setting);
  return schema;
}

/** Leaves a text as it is, blanks around it dropped; an empty one is a fault. */
export function text(allowed = "a text") {
  return z
    .string()
    .transform((value) => value.trim())
    .pipe(z.string().min(1))
    .describe(allowed);
}

/** A text that may begin or end with blanks, as passwords do. */
export function secretText() {
  return z.string().min(1).describe("a text");
}

/** Whole numbers, written in digits. Both bounds are included. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .transform((value, context) => {
      const number = /^\+?\d{1,15}$/.test(value.trim()) ? Number(value) : Number.NaN;
      if (number >= min && number <= max) return number;
      context.addIssue("not a number in the range");
      return z.NEVER;
    })
    .describe(`a whole number from ${min} to ${max}`);
}

function decimal(isAllowed: (number: number) => boolean, allowed: string, form = /^\d{1,3}(\.\d{1,9})?$/) {
  return z
    .string()
    .transform((value, context) => {
      const number = form.test(value.trim()) ? Number(value) : Number.NaN;
      if (isAllowed(number)) return number;
      context.addIssue("not a number in the range");
      return z.NEVER;
    })
    .describe(allowed);
}

/** A share of a whole. */
export function fraction() {
  return decimal((number) => number >= 0 && number <= 1, "a number from 0 to 1, such as 0.3");
}

/** A percentage that can be promised: above 0, and 100 at most. */
export function percent() {
  return decimal((number) => number > 0 && number <= 100, "a number above 0 and up to 100, such as 99.9");
}

/** A number above 0, with a point for its decimals. */
export function positiveNumber() {
  return decimal((number) => number > 0, "a number above 0, such as 0.001", /^\d{1,15}(\.\d{1,15})?$/);
}

const FLAGS: Record<string, boolean> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
};

export function flag() {
  return z
    .string()
    .transform((value, context) => {
      const word = value.trim().toLowerCase();
      if (Object.hasOwn(FLAGS, word)) return FLAGS[word] as boolean;
      context.addIssue("neither yes nor no");
      return z.NEVER;
    })
    .describe("true or false (also yes, no, on, off, 1, 0)");
}

/** One word of a few; letter case, blanks and hyphens aside. The nearest word is suggested. */
export function choice<const T extends string>(words: readonly T[]) {
  return z
    .string()
    .transform((value, context): T => {
      const wanted = value
        .trim()
        .toLowerCase()
        .replaceAll(/[-\s]+/g, "_");
      const word = words.find((candidate) => candidate === wanted);
      if (word !== undefined) return word;
      context.issues.push({ code: "custom", input: value, params: { suggestion: findNearest(value, words) } });
      return z.NEVER;
    })
    .describe(listWords(words));
}

export function list<S extends z.ZodType>(item: S, allowed: string) {
  return z.array(item).describe(allowed);
}

/** An http or https address without a fragment. */
export function webAddress() {
  return text()
    .refine((value) => {
      const url = URL.parse?.(value) ?? (URL.canParse(value) ? new URL(value) : null);
      return url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hash === "";
    })
    .describe("an address that begins with http:// or https://");
}

/** A link of the page: an address of the web or of a person, or a path of the page itself. */
export function pageLink() {
  const address = z
    .string()
    .trim()
    .regex(/^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:[+\d]|\/(?!\/))\S*$/i);
  return z
    .unknown()
    .transform((value, context): { label: string; url: string } => {
      const parsed = z.strictObject({ label: text(), url: address }).safeParse(value);
      if (parsed.success) return parsed.data;
      context.addIssue("not a link");
      return z.NEVER;
    })
    .describe("{label: Help, url: https://www.example.com/help}; also mailto:, tel: and paths that begin with /");
}

/** One plain address: mail libraries read more into anything else, and send it elsewhere. */
export function emailAddress() {
  return text()
    .refine((value) =>
      /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(value),
    )
    .describe("an address such as admin@example.org");
}

/** An origin as a browser sends it, or `*`. */
export function origin() {
  return text()
    .transform((value, context) => {
      if (value === "*") return value;
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
      context.addIssue("not an origin");
      return z.NEVER;
    })
    .describe("an origin such as https://www.example.com, without a path, or *");
}

/** A time zone that this machine knows. */
export function timeZone() {
  return text()
    .transform((value, context) => {
      try {
        return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone && value;
      } catch {
        const suggestion = findNearest(value, Intl.supportedValuesOf("timeZone"));
        context.issues.push({ code: "custom", input: value, params: { suggestion } });
        return z.NEVER;
      }
    })
    .describe("a time zone such as Europe/Berlin or UTC");
}

function listWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
