"use client";

import useSWR from "swr";
import type { HealthStatus } from "@/lib/domain/health";
import type { HealthAnswer } from "@/lib/view/health-answer";
import { HEALTH_UNHEARD, HEALTH_WORDS } from "@/lib/view/health-words";

/** Says at the foot of the page how the page itself does, as `/api/health` tells it. */
export function HealthLine({ initial, everyMs }: { initial: HealthStatus; everyMs: number }) {
  const { data, error } = useSWR("/api/health", fetchHealth, { fallbackData: initial, refreshInterval: everyMs });
  const heard = error === undefined ? data : undefined;
  return <span>{heard === undefined ? HEALTH_UNHEARD : HEALTH_WORDS[heard]}</span>;
}

async function fetchHealth(url: string): Promise<HealthStatus> {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const health = ((await response.json()) as Partial<HealthAnswer>).scheduler_status?.health_status;
  if (health === undefined || HEALTH_WORDS[health] === undefined) throw new Error(`${url} answered something else`);
  return health;
}
