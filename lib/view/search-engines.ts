import { formatInstant } from "./instant";
import { escapeMarkup } from "./markup";
import type { IncidentView, PageView } from "./page-view";

/** What programs that follow links may read: what people see. `link` is null where no address is configured. */
export function writeRobots(link: string | null): string {
  const rules = ["User-agent: *", "Disallow: /admin", "Disallow: /api/", "Allow: /api/docs"];
  return `${[...rules, ...(link === null ? [] : ["", `Sitemap: ${link}/sitemap.xml`])].join("\n")}\n`;
}

interface Place {
  path: string;
  /** Null where nobody can say. */
  changedAt: number | null;
}

/** The pages that are on show, as sitemaps.org describes it. */
export function writeSitemap(view: PageView, link: string): string {
  const components = view.groups.flatMap((group) => group.components);
  const incidents = [...view.activeIncidents, ...view.pastDays.flatMap((day) => day.incidents)];
  const places: Place[] = [
    { path: "/", changedAt: view.asOf },
    { path: "/history", changedAt: null },
    { path: "/subscribe", changedAt: null },
    ...components.map(({ slug }) => ({ path: `/components/${encodeURIComponent(slug)}`, changedAt: view.asOf })),
    ...incidents.map((incident) => ({ path: `/incidents/${incident.id}`, changedAt: findChange(incident) })),
    ...view.maintenances.map(({ id, updates }) => ({ path: `/maintenance/${id}`, changedAt: updates[0]?.at ?? null })),
  ];
  const entries = places.map(({ path, changedAt }) => {
    const changed = changedAt === null ? "" : `<lastmod>${formatInstant(changedAt)}</lastmod>`;
    return `<url><loc>${escapeMarkup(link + path)}</loc>${changed}</url>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("\n")}
</urlset>
`;
}

function findChange({ startedAt, updates }: IncidentView): number {
  return Math.max(startedAt, ...updates.map(({ at, editedAt }) => Math.max(at, editedAt ?? 0)));
}
