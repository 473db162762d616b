"use client";

import useSWR from "swr";
import type { HealthAnswer, PollerHealth } from "@/lib/view/health-answer";
import { HEALTH_UNHEARD, HEALTH_WORDS } from "@/lib/view/health-words";

/** Says at the foot of the page how the reading of the monitoring does, as `/api/health` tells it. */
export function HealthLine({ initial, everyMs }: { initial: PollerHealth; everyMs: number }) {
  const { data, error } = useSWR("/api/health", fetchHealth, { fallbackData: initial, refreshInterval: everyMs });
  const heard = error === undefined ? data : undefined;
  return <span>{heard === undefined ? HEALTH_UNHEARD : HEALTH_WORDS[heard]}</span>;
}

async function fetchHealth(url: string): Promise<PollerHealth> {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const health = ((await response.json()) as Partial<HealthAnswer>).scheduler_status?.health_status;
  if (health === undefined || HEALTH_WORDS[health] === undefined) throw new Error(`${url} answered something else`);
  return health;
}
