import type { DateData } from "@/lib/view/words/make-dates";
import type { PluralForms } from "@/lib/view/words/plural";
import type { EN } from "./en";

type Texts = typeof EN.texts;

/** Names of the texts of the pages. */
export type TextKey = keyof Texts;

/** Those that speak of a number of things. */
export type CountKey = { [Key in TextKey]: Texts[Key] extends string ? never : Key }[TextKey];
export type PlainKey = Exclude<TextKey, CountKey>;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The placeholders of a text. */
export type Placeholders<Key extends TextKey> = Texts[Key] extends string
  ? NamesIn<Texts[Key]>
  : Exclude<NamesIn<Texts[Key][keyof Texts[Key]]>, "count">;

/** Everything that a language needs to show the pages in it. Plain data. */
export interface InterfaceData {
  dates: DateData;
  /** What stands before the decimals of a number. */
  decimal: string;
  /** What parts the things of a list, and what parts those that have commas themselves. With its space. */
  comma: string;
  semicolon: string;
  texts: { readonly [Key in TextKey]: Key extends CountKey ? PluralForms : string };
}
