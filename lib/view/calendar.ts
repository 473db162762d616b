import ical, {
  escape as escapeText,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import type { Maintenance, MaintenanceCode } from "@/lib/domain/maintenance";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { dropForbidden } from "./markup";
import type { MaintenanceView } from "./page-view";

export const CALENDAR_TYPE = "text/calendar; charset=utf-8";

/** One maintenance, as it is known and as it is told. */
export interface CalendarEntry {
  maintenance: Pick<Maintenance, "updates">;
  view: MaintenanceView;
}

export interface CalendarInput {
  name: string;
  /** Address of the status page, without a slash at its end. */
  link: string;
  /** What names events; stays when the address changes. */
  guidBase: string;
  /** The calendar's own path: `/calendar.ics`. */
  path: string;
  entries: readonly CalendarEntry[];
}

/** How often a program should ask again. */
const REFRESH_SECONDS = (30 * MINUTE_MS) / SECOND_MS;

/** Maintenance as a calendar (RFC 5545). The same text while nothing changes. */
export function renderCalendar({ name, link, guidBase, path, entries }: CalendarInput): string {
  const calendar = ical({
    prodId: { company: "Vitrine", product: "Status page" },
    method: ICalCalendarMethod.PUBLISH,
    // The package escapes texts of events, but not the name.
    name: escapeText(cleanText(name), false),
    url: `${link}/`,
    source: `${link}${path}`,
    ttl: REFRESH_SECONDS,
  });
  const { hostname } = new URL(guidBase);
  for (const entry of entries) addEvent(calendar, entry, { link, hostname });
  return `${calendar.toString()}\r\n`;
}

function addEvent(
  calendar: ICalCalendar,
  { maintenance, view }: CalendarEntry,
  { link, hostname }: { link: string; hostname: string },
): void {
  const { id, title, status, startsAt } = view;
  const revisedAt = new Date(Math.max(...maintenance.updates.map(({ at }) => at), 0) || startsAt);
  calendar.createEvent({
    id: `maintenance-${id}@${hostname}`,
    sequence: maintenance.updates.filter(({ code }) => CHANGES_WINDOW[code]).length,
    // Of a calendar that is published, when the event was revised last (RFC 5545, 3.8.7.2).
    stamp: revisedAt,
    lastModified: revisedAt,
    start: new Date(startsAt),
    end: new Date(Math.max(findEnd(maintenance, view), startsAt + MINUTE_MS)),
    summary: cleanText(title),
    description: cleanText(describe(view)),
    url: `${link}/maintenance/${id}`,
    status: status === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // Nobody is busy because of it.
    transparency: ICalEventTransparency.TRANSPARENT,
  });
}

/** Whether an update changes when it takes place, or that it does. */
const CHANGES_WINDOW = {
  scheduled: false,
  started: false,
  extended: true,
  moved: true,
  ended_early: true,
  completed: false,
  cancelled: true,
  forgotten: false,
} satisfies Record<MaintenanceCode, boolean>;

/** The announced end, or the true one of what was over before. */
function findEnd({ updates }: CalendarEntry["maintenance"], { endsAt, endedAt }: MaintenanceView): EpochMs {
  const isEarly = updates.some(({ code }) => code === "ended_early");
  return isEarly && endedAt !== null ? Math.min(endsAt, endedAt) : endsAt;
}

function describe({ text, components }: MaintenanceView): string {
  return `${text}\n\n${components.map(({ name }) => name).join(", ")}`;
}

/** Breaks of lines as the package knows them; what is no text is left out. */
function cleanText(text: string): string {
  return dropForbidden(text)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ");
}
