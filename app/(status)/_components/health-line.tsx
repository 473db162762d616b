"use client";

import useSWR from "swr";
import type { HealthAnswer } from "@/lib/view/health-answer";
import { HEALTH_UNHEARD, HEALTH_WORDS } from "@/lib/view/health-words";

/** Says at the foot of the page how the reading of the monitoring does, as `/api/health` tells it. */
export function HealthLine({ initial, everyMs }: { initial: HealthAnswer; everyMs: number }) {
  const { data, error } = useSWR("/api/health", fetchHealth, { fallbackData: initial, refreshInterval: everyMs });
  const heard = error === undefined ? data : undefined;
  return <span>{heard === undefined ? HEALTH_UNHEARD : HEALTH_WORDS[heard.scheduler_status.health_status]}</span>;
}

async function fetchHealth(url: string): Promise<HealthAnswer> {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const answer = (await response.json()) as HealthAnswer;
  if (HEALTH_WORDS[answer.scheduler_status?.health_status] === undefined)
    throw new Error(`${url} answered something else`);
  return answer;
}
