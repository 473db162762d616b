/** What is said where an address shows nothing. */
export const NOT_SHOWN_WORDS = {
  page: {
    title: "This page is not on show",
    lede: "The address is wrong, or what stood here was taken down.",
  },
  incident: {
    title: "This incident is not on show",
    lede: "The address is wrong, or the incident is no longer kept.",
  },
  component: {
    title: "This service is not on show",
    lede: "The address is wrong, or the service is no longer part of this page.",
  },
  maintenance: {
    title: "This maintenance is not on show",
    lede: "The address is wrong, or the maintenance is no longer kept.",
  },
  toServices: "See the status of all services",
  toHistory: "Look into the history",
} as const;
