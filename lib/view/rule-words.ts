import type { Rule } from "@/lib/domain/policy";
import type { Words } from "./words/speak";

/** What makes a component's state, in public words: how many parts it has, and how they count. No names of parts. */
export function sayRule(rule: Rule, parts: number, words: Words): string {
  if (parts === 0) return words.say("rule.none");
  if (parts === 1) return words.say("rule.one");
  return rule.kind === "at_least" ? sayAtLeast(rule.count, parts, words) : words.count(`rule.${rule.kind}`, parts);
}

function sayAtLeast(needed: number, parts: number, words: Words): string {
  const spare = parts - needed;
  if (spare < 0) return words.count("rule.tooFew", parts, { needed });
  return spare === 0 ? words.count("rule.all", parts) : words.count("rule.atLeast", spare, { needed, parts });
}
