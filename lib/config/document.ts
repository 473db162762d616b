import type { z } from "zod";
import type { Path } from "./raw";
import { CONFIG_SCHEMA } from "./schema";
import { defaultOf, findSchema, itemOf, listKeys } from "./schema-path";
import { SETTINGS } from "./setting";

interface SettingRow {
  key: string;
  variable: string | null;
  fallback: string;
  allowed: string;
  meaning: string;
}

/** The reference of every setting as Markdown, made from the schema that checks them. */
export function describeConfig(): string {
  const sections = listKeys(CONFIG_SCHEMA).map(([name, schema]) => describeSection(name, schema));
  return [INTRODUCTION, ...sections].join("\n\n").concat("\n");
}

const INTRODUCTION = `<!-- Made from lib/config/schema.ts. Do not edit: run UPDATE_DOCS=1 npx vitest run --project unit lib/config -->

# Configuration

Vitrine reads \`config.yaml\` in the folder of its installation; \`CONFIG_PATH\` names another file. Without a file
the defaults hold. A variable of the environment wins over the file; an empty one counts as not set; lists are
comma separated there. Relative paths begin in the folder of the installation.

A wrong configuration is refused with every fault at once: file, line and column (or the variable), what was found, and
what is allowed. At a first start nothing starts then; later, what was in force stays in force. A change is taken over
within seconds, without a restart. Values that hold \`: \` or begin with \`*\` must stand in quotes, as in \`hosts: ["*"]\`.

What is shown is chosen either by \`components\` (public names, Nagios' names stay inside) or by \`nagios.hosts\`,
\`services\`, \`hostgroups\` and \`servicegroups\` (each object under its own name). When both are given, \`components\`
wins. **Nothing chosen publishes nothing.**`;

const SECTION_NOTES: Record<string, string> = {
  components:
    "A list. Each entry needs a `name` and at least one of `hosts`, `services`, `hostgroups`, `servicegroups`.",
  metrics:
    "A list of at most 20 values of Nagios' performance data, each shown as a line of the last 24 hours: see [metrics](metrics.md). None unless given.",
  states:
    "Which public state a confirmed (HARD) problem stands for. Keys may also be written as Nagios writes them: `DOWN`, `WARNING`.",
};

function describeSection(name: string, schema: z.core.$ZodType): string {
  const rows = listRows(schema, [name]).map(
    ({ key, variable, fallback, allowed, meaning }) =>
      `| ${[`\`${key}\``, variable === null ? "" : `\`${variable}\``, fallback, allowed, meaning].map(escapeCell).join(" | ")} |`,
  );
  const note = SECTION_NOTES[name];
  return [
    `## ${name}`,
    "",
    ...(note === undefined ? [] : [note, ""]),
    "| key | environment | default | allowed | meaning |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** Every setting at or under a schema, in the order of the schema. */
function listRows(schema: z.core.$ZodType, path: Path): SettingRow[] {
  const item = itemOf(schema);
  const keys = listKeys(item ?? schema);
  return keys.flatMap(([key, inner]) => {
    const here = [...path, key];
    const setting = SETTINGS.get(inner);
    if (setting === undefined) return listRows(inner, here);
    return [
      {
        key: here.slice(item === undefined ? 0 : 1).join("."),
        variable: setting.env ?? null,
        fallback: setting.fallback ?? sayDefault(defaultOf(inner)),
        allowed: findSchema(inner, []).allowed ?? "",
        meaning: setting.meaning,
      },
    ];
  });
}

function sayDefault(value: unknown): string {
  return value === undefined ? "none" : `\`${String(value)}\``;
}

function escapeCell(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
