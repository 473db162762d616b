import { API_NOTES, API_ROUTES, type ApiRoute, STATUS_MEANINGS } from "./api-reference";

/** The reference of the routes as Markdown: `docs/api.md`. */
export function describeApi(): string {
  return [HEAD, ...API_NOTES, describeStatuses(), ...API_ROUTES.map(describeRoute)].join("\n\n").concat("\n");
}

const HEAD = `<!-- Made from lib/view/api-reference.ts. Do not edit: run UPDATE_DOCS=1 npx vitest run --project unit lib/view/api-reference -->

# Routes for programs

The running service shows this page at \`/api/docs\`.`;

function describeStatuses(): string {
  const rows = Object.entries(STATUS_MEANINGS).map(([code, meaning]) => `| ${code} | ${meaning} |`);
  return ["| status | meaning |", "|---|---|", ...rows].join("\n");
}

function describeRoute({
  method,
  path,
  summary,
  needsLogin,
  parameters,
  contentType,
  example,
  statuses,
}: ApiRoute): string {
  const rows = parameters.map(
    ({ name, where, required, meaning }) => `| \`${name}\` | ${where} | ${required ? "yes" : "no"} | ${meaning} |`,
  );
  const table =
    rows.length === 0 ? [] : [["| parameter | in | required | meaning |", "|---|---|---|---|", ...rows].join("\n")];
  const language = typeof example !== "string" ? "json" : contentType.includes("xml") ? "xml" : "text";
  return [
    `## ${method} ${path}${needsLogin ? " (login)" : ""}`,
    summary,
    ...table,
    `\`\`\`${language}\n${formatExample(example)}\n\`\`\``,
    `Statuses: ${statuses.join(", ")}.`,
  ].join("\n\n");
}

/** JSON with two spaces, or the text itself. */
export function formatExample(example: unknown): string {
  return typeof example === "string" ? example : JSON.stringify(example, null, 2);
}
