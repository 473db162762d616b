import type { MetricSpec } from "@/lib/domain/metric";
import { type ComponentSpec, type Members, type Rule, type Selection, TELL_ALL } from "@/lib/domain/policy";
import { objectKey } from "@/lib/domain/snapshot";

export const DEMO_PAGE_NAME = "Willowmere City Libraries";

/** What is promised of each month, in percent. */
const PROMISED: Readonly<Record<string, number>> = { website: 99.9, "catalogue-search": 99.9, "e-books": 99.5 };

const WORST: Rule = { kind: "worst" };

function choose(members: Partial<Members>): Members {
  return { hosts: [], services: [], hostgroups: [], servicegroups: [], ...members };
}

function chooseServices(...services: readonly (readonly [host: string, service: string])[]): Members {
  return choose({ services: services.map(([host, service]) => ({ host, service })) });
}

function describe(
  group: string,
  slug: string,
  name: string,
  description: string,
  members: Members,
  rule: Rule = WORST,
): ComponentSpec {
  return { slug, name, group, description, members, rule, sla: PROMISED[slug] ?? null, telling: TELL_ALL };
}

const ONLINE = "Online";
const DIGITAL = "Digital library";
const BRANCHES = "In the branches";
const ROAD = "On the road";

/** What the demo's page shows, in its order. */
export const DEMO_COMPONENTS: readonly ComponentSpec[] = [
  describe(
    ONLINE,
    "website",
    "Website",
    "Opening hours, news and events. Two servers share the work; one is enough.",
    chooseServices(["www1", "HTTPS"], ["www2", "HTTPS"]),
    { kind: "best" },
  ),
  describe(
    ONLINE,
    "catalogue-search",
    "Catalogue search",
    "Find books, films and music, and see where they stand.",
    chooseServices(["catalogue", "Catalogue Search"], ["catalogue", "HTTPS"]),
  ),
  describe(
    ONLINE,
    "reader-account",
    "Reader account",
    "Sign in and see what you have borrowed.",
    chooseServices(["accounts", "Login"], ["accounts", "HTTPS"]),
  ),
  describe(
    ONLINE,
    "loans-and-renewals",
    "Loans and renewals",
    "Reserve, renew and return.",
    chooseServices(["accounts", "Loans and Renewals"], ["catalogue-db", "PostgreSQL"]),
  ),
  describe(ONLINE, "fee-payment", "Fee payment", "Pay fees by card.", chooseServices(["accounts", "Payment Gateway"])),
  describe(
    ONLINE,
    "notices",
    "Notices by e-mail",
    "Reminders and reservations by e-mail.",
    chooseServices(["mail", "SMTP"], ["mail", "Mail Queue"]),
  ),
  describe(DIGITAL, "e-books", "E-books", "Borrow e-books.", chooseServices(["ebooks", "E-book Loans"])),
  describe(
    DIGITAL,
    "audiobooks",
    "Audiobooks",
    "Listen to audiobooks.",
    chooseServices(["ebooks", "Audiobook Streaming"]),
  ),
  describe(
    BRANCHES,
    "harbour-wifi",
    "Harbour branch: Wi-Fi",
    "Free Wi-Fi for visitors.",
    chooseServices(["br-harbour", "Public Wi-Fi"]),
  ),
  describe(
    BRANCHES,
    "harbour-terminals",
    "Harbour branch: self-service",
    "Three terminals to borrow and return; two of them are enough.",
    chooseServices(["kiosks-harbour", "Terminal *"]),
    { kind: "at_least", count: 2 },
  ),
  describe(
    BRANCHES,
    "harbour-returns",
    "Harbour branch: returns",
    "The return slot, day and night.",
    chooseServices(["kiosks-harbour", "Return Sorter"]),
  ),
  describe(
    BRANCHES,
    "hillside-wifi",
    "Hillside branch: Wi-Fi",
    "Free Wi-Fi for visitors.",
    chooseServices(["br-hillside", "Public Wi-Fi"]),
  ),
  describe(
    BRANCHES,
    "hillside-terminal",
    "Hillside branch: self-service",
    "One terminal to borrow and return.",
    chooseServices(["br-hillside", "Self-service Terminal"]),
  ),
  describe(
    ROAD,
    "bookmobile",
    "Bookmobile",
    "The library on wheels and its link to the catalogue.",
    choose({ hosts: ["bookmobile"], services: [{ host: "bookmobile", service: "LTE Signal" }] }),
  ),
];

export const DEMO_SELECTION: Selection = { kind: "components", components: DEMO_COMPONENTS };

/** What the demo's page measures. */
export const DEMO_METRICS: readonly MetricSpec[] = [
  {
    name: "Catalogue search, time to answer",
    key: objectKey("catalogue", "Catalogue Search"),
    label: "time",
    unit: "s",
    factor: 0.001,
    slowFrom: null,
  },
  {
    name: "Website, response time",
    key: objectKey("www1", "HTTPS"),
    label: "time",
    unit: null,
    factor: 1,
    slowFrom: null,
  },
];
