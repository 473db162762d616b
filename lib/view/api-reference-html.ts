import { API_NOTES, API_ROUTES, type ApiRoute, STATUS_MEANINGS } from "./api-reference";
import { formatExample } from "./api-reference-markdown";

/** The one style sheet of the page, alone so that a Content-Security-Policy can name its hash. */
export const API_DOCS_STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
h2 { font-size: 1.05rem; margin: 2.75rem 0 .5rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
h2 span { font: .8rem system-ui, sans-serif; opacity: .75; }
nav ul { list-style: none; padding: 0; columns: 2 18rem; }
code, pre { font: .875em/1.5 ui-monospace, monospace; }
pre { padding: .9rem 1rem; overflow-x: auto; border: 1px solid color-mix(in srgb, currentColor 22%, transparent); border-radius: 8px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
p code, li code, td code { overflow-wrap: anywhere; }
a { color: inherit; }
`;

/** The reference of the routes as one page of HTML, without scripts and without anything from elsewhere. */
export function renderApiDocs(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Routes for programs</title>
<style>${API_DOCS_STYLE}</style>
</head>
<body>
<p><a href="/">Status page</a></p>
<main>
<h1>Routes for programs</h1>
${API_NOTES.map((text) => `<p>${renderText(text)}</p>`).join("\n")}
<p>For programs the same as OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<nav aria-label="Routes"><ul>
${API_ROUTES.map((route) => `<li><a href="#${anchorOf(route)}"><code>${escapeHtml(titleOf(route))}</code></a></li>`).join("\n")}
</ul></nav>
${API_ROUTES.map(renderRoute).join("\n")}
</main>
</body>
</html>
`;
}

function renderRoute(route: ApiRoute): string {
  const { summary, needsLogin, parameters, contentType, example, statuses } = route;
  const rows = parameters.map(({ name, where, required, meaning }) => [
    `<code>${escapeHtml(name)}</code>`,
    `${where}${required ? "" : ", optional"}`,
    renderText(meaning),
  ]);
  const codes = statuses.map((code) => [String(code), renderText(STATUS_MEANINGS[code] ?? "")]);
  return [
    `<section aria-labelledby="${anchorOf(route)}">`,
    `<h2 id="${anchorOf(route)}">${escapeHtml(titleOf(route))}${needsLogin ? " <span>login</span>" : ""}</h2>`,
    `<p>${renderText(summary)}</p>`,
    rows.length === 0 ? "" : renderTable(["parameter", "in", "meaning"], rows),
    `<p>Answers <code>${escapeHtml(contentType)}</code>:</p>`,
    `<pre tabindex="0"><code>${escapeHtml(formatExample(example))}</code></pre>`,
    renderTable(["status", "meaning"], codes),
    "</section>",
  ].join("\n");
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, texts: readonly string[]) => texts.map((text) => `<${tag}>${text}</${tag}>`).join("");
  const body = rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n");
  return `<div class="wide"><table><thead><tr>${cells("th", head)}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function titleOf({ method, path }: ApiRoute): string {
  return `${method} ${path}`;
}

function anchorOf(route: ApiRoute): string {
  return titleOf(route)
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, "-")
    .replace(/-$/, "");
}

/** Text with \`code\` and *emphasis*, as the reference uses them. */
function renderText(text: string): string {
  return escapeHtml(text)
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    .replaceAll(/\*([^*]+)\*/g, "<em>$1</em>");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
