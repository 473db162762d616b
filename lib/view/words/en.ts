import { sayDuration } from "@/lib/view/duration-words";
import { formatMoment } from "@/lib/view/format-time";
import { sayList } from "@/lib/view/list-words";
import type { LanguageWords } from "./language-words";

/** Sentences that fit one name and many: "{name}" may be "Mail and 3 more". */
export const EN: LanguageWords = {
  templates: {
    title: "{name}: {impact}",
    opened: "We noticed a problem with {name} and are looking into it.",
    identified: "The cause of the problem with {name} is known, and somebody is working on it.",
    unacknowledged: "We are looking for the cause of the problem with {name} again.",
    impact: "This now affects {name}: {impact}.",
    unstable: "The state of {name} keeps changing. We call this unstable until it stays the same.",
    stable: "The state of {name} does not keep changing any more.",
    gap: "For a while there was no monitoring data. As far as we know the problem with {name} lasted through it.",
    recovered: "The problem with {name} is over. We keep watching.",
    resolved: "There was no further trouble with {name}. This is resolved.",
    reopened: "The problem with {name} is back.",
    removed: "{name}: no longer monitored, so that a recovery cannot be confirmed.",
    unpublished: "{name}: no longer shown on this page.",
    remains: "The earlier incident is over, but the problem with {name} remains. We are looking into it.",
    merged: "This is now told together with another incident.",
    still: "Still investigating, {duration}.",
    still_identified: "Still being worked on, {duration}.",
    maintenance_title: "Maintenance of {name}",
    maintenance_scheduled: "Maintenance of {name} is planned from {from} to {to}.",
    maintenance_started: "Maintenance of {name} has begun. It is planned until {to}.",
    maintenance_extended: "Maintenance of {name} takes longer: it is now planned until {to}.",
    maintenance_moved: "Maintenance of {name} has another time: from {from} to {to}.",
    maintenance_ended_early: "Maintenance of {name} is over before its announced end.",
    maintenance_completed: "Maintenance of {name} is completed.",
    maintenance_cancelled: "Maintenance of {name} was cancelled.",
    maintenance_forgotten:
      "Monitoring does not list the maintenance of {name} any more. We show it as it was announced.",
  },
  states: {
    operational: "operational",
    degraded_performance: "degraded",
    partial_outage: "partial outage",
    major_outage: "major outage",
    under_maintenance: "under maintenance",
    unknown: "unknown",
  },
  name: (name) => name,
  andMore: (first, more) => `${first} and ${more} more`,
  list: sayList,
  duration: sayDuration,
  moment: formatMoment,
};
