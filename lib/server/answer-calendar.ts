import { DAY_MS } from "@/lib/domain/time";
import { readId } from "@/lib/http/parameters";
import { answerProblem } from "@/lib/http/problem";
import { systemClock } from "@/lib/platform/clock";
import { CALENDAR_TYPE, renderCalendar } from "@/lib/view/calendar";
import { answerStarting, answerText } from "./answer-text";
import { findReady, type Ready } from "./incidents";
import { findShownMaintenance, listShownMaintenances, type ShownMaintenance } from "./maintenance";
import { findAddress } from "./public-address";
import { CACHED_BRIEFLY } from "./public-caching";
import { problemRoute } from "./route";
import { findPart, readName } from "./scopes";
import { isStoreError } from "./store-trouble";

/** What is over stays in calendars for so long. */
const KEPT_MS = 90 * DAY_MS;

/** More than this are not written into one calendar. */
const MOST_ENTRIES = 500;

/** Some maintenance, and how a calendar of it is called. */
export interface ChosenMaintenance {
  name: string;
  shown: readonly ShownMaintenance[];
  /** How a file of it is called that is kept; absent for what is subscribed to. */
  fileName?: string;
}

/** All of it. */
export async function chooseAll(ready: Ready): Promise<ChosenMaintenance> {
  return { name: ready.service.config.page.name, shown: await listRecent(ready) };
}

/** That of a component, by the name of its file: `<slug>.ics`. Null when no such component is on show. */
export async function chooseOfComponent(ready: Ready, file: string): Promise<ChosenMaintenance | null> {
  const [, slug = ""] = /^(.+)\.ics$/.exec(readName(file)) ?? [];
  const part = findPart(ready.publication.components, { kind: "component", slug });
  if (part === null) return null;
  const shown = await listRecent(ready);
  return {
    name: `${ready.service.config.page.name}: ${part.name}`,
    shown: shown.filter(({ view }) => view.components.some((component) => part.slugs.has(component.slug))),
  };
}

/** One alone. Null when it does not exist or nothing of it is on show. */
export async function chooseOne(ready: Ready, given: string): Promise<ChosenMaintenance | null> {
  const id = readId(given);
  const found = id === null ? null : await findShownMaintenance(ready, id);
  return found === null ? null : { name: found.view.title, shown: [found], fileName: `maintenance-${id}.ics` };
}

function listRecent(ready: Ready): Promise<ShownMaintenance[]> {
  return listShownMaintenances(ready, systemClock.now() - KEPT_MS);
}

const UNREADABLE = "The maintenance cannot be read at the moment; try again in a minute.";

/** A route of a calendar: 404 where nothing on show is chosen. */
export function calendarRoute<Params>(
  choose: (ready: Ready, params: Params) => Promise<ChosenMaintenance | null>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return problemRoute<{ params: Promise<Params> }>(async (request, { params }) => {
    const ready = findReady();
    if (ready === null) return answerStarting();
    try {
      const chosen = await choose(ready, await params);
      return chosen === null ? answerProblem(404, "There is no such calendar.") : send(ready, request, chosen);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      ready.service.log.warn("The maintenance for a calendar could not be read", { error: String(error) });
      return answerProblem(503, UNREADABLE, { "Retry-After": "60" });
    }
  });
}

function send(ready: Ready, request: Request, { name, shown, fileName }: ChosenMaintenance): Response {
  const body = renderCalendar({
    name,
    link: findAddress(ready, request),
    guidBase: ready.service.config.rss.guidBase,
    path: new URL(request.url).pathname,
    entries: shown.slice(0, MOST_ENTRIES),
  });
  const headers = fileName === undefined ? {} : { "Content-Disposition": `attachment; filename="${fileName}"` };
  return answerText(request, { body, contentType: CALENDAR_TYPE, caching: CACHED_BRIEFLY, headers });
}
