import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBreaches, ROOT } from "@/tests/support/find-breaches";

/** A file that breaks the rule of its folder: where it stands, and what it says. */
const BREACHES: [path: string, code: string][] = [
  ["lib/domain/a.ts", 'import "node:path";'],
  ["lib/domain/b.ts", 'import "zod";'],
  ["lib/domain/c.ts", 'import type { A } from "@/lib/view/a";'],
  ["lib/domain/d.ts", 'export { a } from "@/lib/nagios/a";'],
  ["lib/domain/e.ts", 'await import("@/lib/store/store");'],
  ["lib/domain/f.ts", 'require("node:fs");'],
  ["lib/domain/g.ts", 'import "./../view/a";'],
  ["lib/domain/h.test.ts", 'import "../view/a";'],
  ["lib/nagios/a.ts", 'import "@/lib/platform/clock";'],
  ["lib/nagios/b.ts", 'import "node:fs";'],
  ["lib/view/a.ts", 'import "@/lib/store/store";'],
  ["lib/view/b.ts", 'import "node:fs";'],
  ["lib/api-schema/a.ts", 'import "@/lib/server/runtime";'],
  ["lib/api-schema/b.ts", 'import "node:fs";'],
  ["lib/store/a.ts", 'import "@/lib/poller/poller";'],
  ["lib/store/sqlite/b.ts", 'import "../store";'],
  ["lib/poller/a.ts", 'import "@/lib/view/build-page";'],
  ["lib/poller/b.ts", 'import "@/lib/store/sqlite/sqlite-store";'],
  ["lib/poller/c.ts", 'import "toad-scheduler";'],
  ["lib/poller/scheduler.ts", 'import "@/lib/store/store";'],
  ["lib/notify/a.ts", 'import "@/lib/nagios/a";'],
  ["lib/notify/b.ts", 'import "better-sqlite3";'],
  ["lib/auth/a.ts", 'import "@/lib/server/runtime";'],
  ["lib/config/a.ts", 'import "@/lib/nagios/main-config";'],
  ["lib/config/b.ts", 'import "pino";'],
  ["lib/http/a.ts", 'import "@/lib/domain/time";'],
  ["lib/platform/a.ts", 'import "@/lib/config/config";'],
  ["lib/demo/a.ts", 'import "@/lib/store/store";'],
  ["lib/metrics/a.ts", 'import "@/lib/view/judge";'],
  ["lib/metrics/b.ts", 'import "node:fs";'],
  ["lib/server/a.ts", 'import "@/app/page";'],
  ["lib/server/b.ts", 'import "drizzle-orm/better-sqlite3";'],
  ["lib/server/c.ts", "export const a = globalThis;"],
  ["lib/unlisted/a.ts", 'import "@/lib/domain/time";'],
  ["app/a.ts", 'import "@/lib/store/store";'],
  ["app/b.ts", 'import "@/lib/config/config";'],
  ["app/c.tsx", '"use client";\nimport { a } from "@/lib/server/a";\nexport const b = a;'],
  ["app/d.ts", 'import "../lib/view/a";'],
  ["app/(status)/a.tsx", 'import { getRuntime } from "@/lib/server/runtime";'],
  ["app/(status)/incidents/[id]/b.tsx", 'import type { Snapshot } from "@/lib/nagios/select";'],
  ["app/(status)/c.tsx", 'import { readOperatorFacts } from "@/lib/server/operator";'],
  ["app/(status)/d.tsx", 'import { Panel } from "@/app/admin/_components/panel";'],
  ["app/api/e/route.ts", 'import { addIncidentUpdate } from "@/lib/server/commands";'],
  ["app/api/f/route.ts", 'import { readFile } from "node:fs/promises";'],
  ["app/api/incidents/[id]/route.ts", "export const GET = (ready: A) => ready.service.store.findIncident(1);"],
  ["app/feed/g/route.ts", "export const GET = ({ service }: A) => service;"],
  ["app/badge/[file]/route.ts", "export const GET = ({ publication: all }: A) => all;"],
  ["app/calendar.ics/route.ts", 'await import("@/lib/poller/read-site");'],
  ["app/embed/route.ts", 'export { createStore } from "@/lib/store/sqlite/sqlite-store";'],
  ["bin/a.mjs", 'import "@/lib/store/store";'],
  ["instrumentation.ts", 'import "@/lib/poller/poller";'],
  ["tests/e2e/a.ts", 'import "../unit/a";'],
  ...["domain", "nagios", "view", "poller"].flatMap((folder): [string, string][] => [
    [`lib/${folder}/clock-a.ts`, "export const a = Date.now();"],
    [`lib/${folder}/clock-b.ts`, "export const a = new Date();"],
    [`lib/${folder}/clock-c.ts`, "export const a = [1].map(Date.now);"],
  ]),
];

const ALLOWED: [path: string, code: string][] = [
  ["lib/domain/ok.ts", 'import "./time";\nimport "@/lib/domain/time";\nexport const a = new Date(0);'],
  ["lib/nagios/ok.ts", 'import "@/lib/domain/time";'],
  ["lib/nagios/ok.test.ts", 'import "vitest";\nimport "node:fs/promises";\nexport const a = Date.now();'],
  ["lib/view/ok.ts", 'import "@/lib/domain/time";\nimport "feed";'],
  ["lib/api-schema/ok.ts", 'import "zod";\nimport type { A } from "@/lib/view/a";'],
  [
    "lib/store/sqlite/ok.ts",
    'import "@/lib/store/store";\nimport "drizzle-orm/better-sqlite3";\nimport "better-sqlite3";',
  ],
  ["lib/poller/ok.ts", 'import "@/lib/store/store";\nimport "@/lib/nagios/a";\nimport "node:fs/promises";'],
  ["lib/poller/sub/ok.ts", 'import "@/lib/platform/clock";'],
  ["lib/notify/ok.ts", 'import "@/lib/store/store";\nimport "nodemailer";'],
  ["lib/config/ok.ts", 'import "zod";\nimport "yaml";\nimport "@/lib/domain/policy";'],
  ["lib/http/ok.ts", 'import "node:crypto";\nexport const a = Date.now();'],
  ["lib/demo/ok.ts", 'import "@/lib/nagios/a";\nimport "node:fs";'],
  ["lib/metrics/ok.ts", 'import "@/lib/domain/time";\nimport "prom-client";'],
  ["lib/server/runtime.ts", 'import "@/lib/store/store";\nexport const a = globalThis;'],
  ["app/ok.ts", 'import "@/lib/server/answer-badge";\nimport "@/app/a";\nimport "next/headers";'],
  ["app/(status)/ok.tsx", 'import { readPage } from "@/lib/server/publication";\nimport "@/app/plain-page";'],
  ["app/admin/ok.tsx", 'import { getRuntime } from "@/lib/server/runtime";\nexport const a = getRuntime().service;'],
  ["app/api/admin/backup/ok.ts", 'import { backUpNow } from "@/lib/server/operator-actions";'],
  ["app/api/incidents/[id]/comments/ok.ts", 'import { addIncidentUpdate } from "@/lib/server/commands";'],
  ["app/ok.tsx", '"use client";\nimport { a } from "@/lib/view/a";\nexport const b = a;'],
  ["bin/ok.mjs", 'import "esbuild";\nimport "node:fs";'],
];

describe("the table of who may import whom", () => {
  let folder: string;
  let breaches: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "import-rules-"));
    for (const part of ["biome.json", "biome.imports.json", "tests/lint"]) {
      await cp(join(ROOT, part), join(folder, part), { recursive: true });
    }
    for (const [path, code] of [...BREACHES, ...ALLOWED]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${code}\n`);
    }
    breaches = await findBreaches(folder, "--vcs-enabled=false");
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(BREACHES)("catches in %s: %s", (path) => {
    expect(breaches.filter((breach) => breach.startsWith(`${path} `))).not.toEqual([]);
  });

  it.each(ALLOWED)("allows in %s: %s", (path) => {
    expect(breaches.filter((breach) => breach.startsWith(`${path} `))).toEqual([]);
  });
});
