import { API_ROUTES } from "@/lib/view/api-reference";
import { nameGroups } from "./scopes";

/** What stands in addresses: names of what is on show, as the service's own answers tell them. */
export interface ShownNames {
  slugs: readonly string[];
  groups: readonly string[];
  incidents: readonly number[];
  maintenances: readonly number[];
  objects: readonly { host: string; service: string | null }[];
}

/** Where a visitor begins, and what programs look for without being told. */
export const FIRST_ADDRESSES = [
  "/",
  "/history",
  "/subscribe",
  "/admin",
  "/robots.txt",
  "/sitemap.xml",
  "/embed.js",
  "/watch.js",
  "/.well-known/security.txt",
  "/nothing-is-here",
  "/incidents/999999999",
  "/maintenance/999999999",
  "/components/nothing-is-here",
];

/** Questions that change what is told. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  "/feed/rss.xml": ["per=update", "maintenance=1", "hours=0"],
  "/feed/atom.xml": ["per=update"],
  "/feed/feed.json": ["per=update"],
  "/api/incidents": ["active_only=true", "hours=87600", "hours=x"],
  "/api/availability": ["days=true", "format=csv", "component=nothing-is-here"],
  "/api/report": ["format=csv", "month=x"],
  "/badge/status.svg": ["style=dot", "style=uptime", "label=x"],
};

/** Every address that programs may ask without a login, made of what is on show. */
export function listAddresses(names: ShownNames): string[] {
  const routes = API_ROUTES.filter(({ method, needsLogin }) => method === "GET" && !needsLogin);
  const plain = routes.flatMap(({ path }) => fillIn(path, names));
  const asked = plain.flatMap((path) => (QUERIES[path] ?? []).map((query) => `${path}?${query}`));
  const framed = names.slugs.flatMap((slug) =>
    ["/embed", "/embed/status.json", "/api/up", "/api/availability"].map((path) => `${path}?component=${slug}`),
  );
  const pages = [
    ...names.slugs.map((slug) => `/components/${slug}`),
    ...names.incidents.map((id) => `/incidents/${id}`),
    ...names.maintenances.map((id) => `/maintenance/${id}`),
  ];
  return [...plain, ...asked, ...framed, ...pages];
}

const FEED_FILES = ["rss.xml", "atom.xml", "feed.json"];

function fillIn(path: string, { slugs, groups, incidents, maintenances, objects }: ShownNames): string[] {
  if (path.includes("{service}")) return objects.flatMap((object) => fillObject(path, object, true));
  if (path.includes("{host}")) return objects.flatMap((object) => fillObject(path, object, false));
  if (path.includes("{slug}")) {
    const parts = path.startsWith("/feed/group/") ? groups : path.startsWith("/badge/") ? ["status", ...slugs] : slugs;
    return parts.flatMap((slug) => fillFile(path.replace("{slug}", slug)));
  }
  const ids = path.startsWith("/maintenance/") ? maintenances : incidents;
  return path.includes("{id}") ? ids.map((id) => path.replace("{id}", String(id))) : [path];
}

function fillFile(path: string): string[] {
  return path.includes("{file}") ? FEED_FILES.map((file) => path.replace("{file}", file)) : [path];
}

function fillObject(path: string, { host, service }: ShownNames["objects"][number], isService: boolean): string[] {
  if ((service !== null) !== isService) return [];
  const [hostPart, servicePart] = [host, service ?? ""].map((name) => encodeURIComponent(name));
  return [path.replace("{host}", hostPart ?? "").replace("{service}", servicePart ?? "")];
}

interface PageAnswer {
  groups: { name: string | null; components: { slug: string }[] }[];
  maintenances: { id: number }[];
  pastDays: { maintenances: { id: number }[] }[];
}

interface ObjectRow {
  host_name: string;
  service_description?: string;
}

/** Reads what is on show out of the answers of `/api/page`, `/api/incidents`, `/api/hosts` and `/api/services`. */
export function readShownNames(read: (path: string) => unknown): ShownNames {
  const page = read("/api/page") as PageAnswer | null;
  const incidents = (read("/api/incidents") ?? []) as { id: number }[];
  const rows = [...((read("/api/hosts") ?? []) as ObjectRow[]), ...((read("/api/services") ?? []) as ObjectRow[])];
  const groups = nameGroups((page?.groups ?? []).map(({ name }) => ({ group: name })));
  const told = [...(page?.maintenances ?? []), ...(page?.pastDays ?? []).flatMap((day) => day.maintenances)];
  return {
    slugs: (page?.groups ?? []).flatMap(({ components }) => components.map(({ slug }) => slug)),
    groups: [...groups.keys()],
    incidents: incidents.map(({ id }) => id),
    maintenances: told.map(({ id }) => id),
    objects: rows.map((row) => ({ host: row.host_name, service: row.service_description ?? null })),
  };
}
