"use client";

import useSWR from "swr";
import type { HealthStatus } from "@/lib/domain/health";
import type { HealthAnswer } from "@/lib/view/health-answer";
import type { Place } from "@/lib/view/words/speak";
import { useWords } from "./use-words";

const STATUSES: readonly HealthStatus[] = ["healthy", "degraded", "critical"];

interface HealthLineProps {
  initial: HealthStatus;
  everyMs: number;
  place: Place;
}

/** Says at the foot of the page how the page itself does, as `/api/health` tells it. */
export function HealthLine({ initial, everyMs, place }: HealthLineProps) {
  const words = useWords(place);
  const { data, error } = useSWR("/api/health", fetchHealth, { fallbackData: initial, refreshInterval: everyMs });
  const heard = error === undefined ? data : undefined;
  return <span data-health>{words.say(`health.${heard ?? "unheard"}`)}</span>;
}

async function fetchHealth(url: string): Promise<HealthStatus> {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const health = ((await response.json()) as Partial<HealthAnswer>).scheduler_status?.health_status;
  if (health === undefined || !STATUSES.includes(health)) throw new Error(`${url} answered something else`);
  return health;
}
