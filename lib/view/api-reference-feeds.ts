import type { ApiParameter, ApiRoute } from "./api-reference";
import type { ShieldsBadge } from "./badge";
import type { EmbedStatus } from "./embed";

const RSS = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" …>
  <channel>
    <title>System Status</title>
    <item>
      <title>Website: major outage</title>
      <link>https://status.example.com/incidents/42</link>
      <guid isPermaLink="false">https://status.example.com/incidents/42</guid>
      <pubDate>Mon, 23 Nov 2026 14:05:00 GMT</pubDate>
      …`;

const ATOM = `<?xml version="1.0" encoding="utf-8"?>
<feed …>
    <id>tag:status.example.com,2026:/feed/atom.xml</id>
    <title>System Status</title>
    <updated>2026-11-23T14:20:00.000Z</updated>
    <entry>
        <id>tag:status.example.com,2026:/incidents/42</id>
        <link href="https://status.example.com/incidents/42"/>
        <published>2026-11-23T14:05:00.000Z</published>
        <updated>2026-11-23T14:20:00.000Z</updated>
        …`;

const JSON_FEED = `{
  "version": "…",
  "title": "System Status",
  "items": [
    {
      "id": "https://status.example.com/incidents/42",
      "url": "https://status.example.com/incidents/42",
      "title": "Website: major outage",
      "content_html": "<p>…</p>",
      "date_published": "2026-11-23T14:05:00.000Z",
      "date_modified": "2026-11-23T14:20:00.000Z"
    },
    …`;

const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
…
BEGIN:VEVENT
UID:maintenance-7@status.example.com
SEQUENCE:1
DTSTAMP:20261120T090000Z
DTSTART:20261126T210000Z
DTEND:20261127T000000Z
SUMMARY:Maintenance of Website
STATUS:CONFIRMED
…`;

const SHIELDS = {
  schemaVersion: 1,
  label: "Website",
  message: "operational",
  color: "brightgreen",
} satisfies ShieldsBadge;

const EMBED = {
  name: "Service status",
  state: "operational",
  message: "All services are operational",
  path: "/",
} satisfies EmbedStatus;

const READ = { method: "GET", needsLogin: false } as const;
const RSS_TYPE = "application/rss+xml; charset=utf-8";
const FEED = { ...READ, contentType: RSS_TYPE, example: RSS, statuses: [200, 304, 400, 404, 500, 503] } as const;
const ICS = {
  ...READ,
  contentType: "text/calendar; charset=utf-8",
  example: CALENDAR,
  statuses: [200, 304, 404, 500, 503],
} as const;

const HOURS: ApiParameter = {
  name: "hours",
  where: "query",
  required: false,
  meaning: "Only what lasts, or ended within so many hours (1 to 87600).",
};
const PER: ApiParameter = {
  name: "per",
  where: "query",
  required: false,
  meaning: "`update`: one entry for each update, with a guid of its own that never changes. Else `incident`.",
};
const MAINTENANCE: ApiParameter = {
  name: "maintenance",
  where: "query",
  required: false,
  meaning: "`1` or `0`: whether maintenance is told as well. Without it `0` here.",
};
const TOLD_MAINTENANCE: ApiParameter = { ...MAINTENANCE, meaning: MAINTENANCE.meaning.replace("`0` here", "`1` here") };
const COMPONENT: ApiParameter = {
  name: "slug",
  where: "path",
  required: true,
  meaning: "That of the component, as in its address on the page.",
};
const FILE: ApiParameter = {
  name: "file",
  where: "path",
  required: true,
  meaning: "`rss.xml`, `atom.xml` or `feed.json`.",
};
const STYLE: ApiParameter = {
  name: "style",
  where: "query",
  required: false,
  meaning:
    "`flat`, `dot`, or `uptime` for the figure of the last 90 days, of the whole page the mean of its components.",
};
const LABEL: ApiParameter = {
  name: "label",
  where: "query",
  required: false,
  meaning: "What stands before the state, at most 64 characters, or nothing. Without it the component's name.",
};
const ONE_COMPONENT: ApiParameter = {
  name: "component",
  where: "query",
  required: false,
  meaning: "The `slug` of a component. Without it the whole page.",
};

/** What follows the page from elsewhere: feeds, calendars, badges, frames. */
export const FEED_ROUTES: readonly ApiRoute[] = [
  {
    ...FEED,
    path: "/feed/rss.xml",
    summary: "Incidents as RSS 2.0, newest first, at most `rss.max_items`. `/feed/rss` is the same.",
    parameters: [HOURS, PER, MAINTENANCE],
  },
  {
    ...FEED,
    path: "/feed/host/{host}/rss.xml",
    summary: "The incidents of one host on show, by its public name.",
    parameters: [{ name: "host", where: "path", required: true, meaning: "Its name, as in `/api/hosts`." }, HOURS, PER],
  },
  {
    ...FEED,
    path: "/feed/service/{host}/{service}/rss.xml",
    summary: "The incidents of one service on show, by its public names. Slashes in names may be raw or encoded.",
    parameters: [
      { name: "host", where: "path", required: true, meaning: "`host_name` as in `/api/services`." },
      { name: "service", where: "path", required: true, meaning: "`service_description` as in `/api/services`." },
      HOURS,
      PER,
    ],
  },
  {
    ...FEED,
    path: "/feed/atom.xml",
    summary: "Incidents and maintenance as Atom (RFC 4287), newest first, at most `rss.max_items`.",
    parameters: [HOURS, PER, TOLD_MAINTENANCE],
    contentType: "application/atom+xml; charset=utf-8",
    example: ATOM,
  },
  {
    ...FEED,
    path: "/feed/feed.json",
    summary: "The same as JSON Feed 1.1.",
    parameters: [HOURS, PER, TOLD_MAINTENANCE],
    contentType: "application/feed+json; charset=utf-8",
    example: JSON_FEED,
  },
  {
    ...FEED,
    path: "/feed/component/{slug}/{file}",
    summary: "What concerns one component, in one of the three formats.",
    parameters: [COMPONENT, FILE, HOURS, PER, TOLD_MAINTENANCE],
  },
  {
    ...FEED,
    path: "/feed/group/{slug}/{file}",
    summary: "What concerns the components of one group, in one of the three formats.",
    parameters: [
      {
        ...COMPONENT,
        meaning: "The group's name in lower case, with hyphens for all but letters and digits: `public-services`.",
      },
      FILE,
      HOURS,
      PER,
      TOLD_MAINTENANCE,
    ],
  },
  {
    ...ICS,
    path: "/calendar.ics",
    summary:
      "All maintenance of the last 90 days and to come, as a calendar to subscribe to (RFC 5545). `SEQUENCE` counts what changed its time.",
    parameters: [],
  },
  {
    ...ICS,
    path: "/calendar/component/{slug}.ics",
    summary: "The maintenance of one component.",
    parameters: [COMPONENT],
  },
  {
    ...ICS,
    path: "/maintenance/{id}/event.ics",
    summary: "One maintenance, as a file for a calendar.",
    parameters: [{ name: "id", where: "path", required: true, meaning: "Number of the maintenance." }],
  },
  {
    ...READ,
    path: "/badge/{slug}.svg",
    summary:
      "The state of a component as an image; of `status`, that of the whole page. Grey, and says so, when nothing is confirmed.",
    parameters: [COMPONENT, STYLE, LABEL],
    contentType: "image/svg+xml; charset=utf-8",
    example: '<svg … role="img" aria-label="Website: operational"><title>Website: operational</title>…</svg>',
    statuses: [200, 304, 400, 404, 500, 503],
  },
  {
    ...READ,
    path: "/badge/{slug}.json",
    summary: "The same for the endpoint badge of shields.io. `isError` is true where nothing is confirmed.",
    parameters: [COMPONENT, STYLE, LABEL],
    contentType: "application/json",
    example: SHIELDS,
    statuses: [200, 304, 400, 404, 500, 503],
  },
  {
    ...READ,
    path: "/embed",
    summary: "One state and a link, as a small page for a frame on the sites of `public.embed_origins`.",
    parameters: [ONE_COMPONENT],
    contentType: "text/html; charset=utf-8",
    example: "<!doctype html>…",
    statuses: [200, 304, 404, 500, 503],
  },
  {
    ...READ,
    path: "/embed/status.json",
    summary: "The same as data. The script `/embed.js` puts it into every `<div data-vitrine>` of a page.",
    parameters: [ONE_COMPONENT],
    contentType: "application/json",
    example: EMBED,
    statuses: [200, 304, 404, 500, 503],
  },
];
