import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSite } from "./start-site";
import type { Row } from "./statistics";

/** How large the page is as a document, with a real history of 90 days: as text, and as brotli sends it. */
const SIZES = [
  { components: 60, goal: "60 kB, 10 kB packed" },
  { components: 500, goal: "250 kB" },
];

const rows: Row[] = [];
for (const { components, goal } of SIZES) rows.push(await measure(components, goal));
console.log(JSON.stringify(rows));

async function measure(components: number, goal: string): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-bench-pages-"));
  const vitrine = await startSite(folder, components);
  try {
    const answer = await fetch(vitrine.url, { headers: { accept: "text/html", "accept-encoding": "br" } });
    const packed = Number(answer.headers.get("content-length"));
    const html = await answer.text();
    if (process.env.KEEP) writeFileSync(`${process.env.KEEP}/page-${components}.html`, html);
    return {
      what: `HTML of \`/\`, ${components} components with 90 days`,
      measured: `${inKilobytes(Buffer.byteLength(html))}, ${inKilobytes(packed)} packed`,
      goal,
    };
  } finally {
    await vitrine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
