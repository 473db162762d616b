import type { Rule } from "@/lib/domain/policy";

/** What makes a component's state, in public words: how many parts it has, and how they count. No names of parts. */
export function sayRule(rule: Rule, parts: number): string {
  if (parts === 0) return "Nothing is watched for it at the moment, so that its state is unknown.";
  if (parts === 1) return "One thing is watched for it, and its state is the state of that.";
  const all = `its ${parts} parts`;
  switch (rule.kind) {
    case "worst":
      return `It is as well as the worst of ${all}: it counts as down as soon as one of them is.`;
    case "best":
      return `It is as well as the best of ${all}: it counts as down when all of them are.`;
    case "at_least":
      return sayAtLeast(rule.count, parts);
  }
}

function sayAtLeast(count: number, parts: number): string {
  const spare = parts - count;
  if (spare < 0) return `It needs ${count} parts and has ${parts}, so that its state is unknown.`;
  const down =
    spare === 0 ? "as soon as one of them is" : `when more than ${spare} of them ${spare === 1 ? "is" : "are"}`;
  return `It is well as long as ${count} of its ${parts} parts are: it counts as down ${down}.`;
}
