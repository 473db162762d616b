import type { ReasonCode } from "@/lib/domain/reason";
import { groupRunbook, RUNBOOK, RUNBOOK_QUESTIONS } from "./runbook";

/** The runbook as Markdown: `docs/runbook.md`. */
export function describeRunbook(): string {
  const groups = groupRunbook().map(({ title, codes }) => [`## ${title}`, ...codes.map(describeCode)].join("\n\n"));
  return [HEAD, ...groups].join("\n\n").concat("\n");
}

const HEAD = `<!-- Made from lib/view/runbook.ts. Do not edit: run UPDATE_DOCS=1 npx vitest run --project unit lib/view/runbook -->

# Runbook

One section for each reason code. The codes are the same in \`/api/health\`, in \`/metrics\`, in alerts, in the log
(\`reason=CODE\`) and on the dashboard. The running service shows this page at \`/admin/runbook\`.`;

function describeCode(code: ReasonCode): string {
  const entry = RUNBOOK[code];
  const answers = RUNBOOK_QUESTIONS.map(([key, question]) => `- **${question}.** ${entry[key]}`);
  return [`### ${code}`, `${entry.title}.`, answers.join("\n")].join("\n\n");
}
