/** What stands above the list of services. */
export const LEDGER_WORDS = {
  title: "Services",
  search: "Find a service",
  onlyProblems: "Only problems",
  none: "No service matches.",
  showAll: "Show all services",
  some: (shown: number, total: number) => `${shown} of ${total} services`,
} as const;
