import { totalmem } from "node:os";
import { getHeapSpaceStatistics, getHeapStatistics } from "node:v8";

const MIB = 1024 ** 2;
const SHARE = 0.85;
const HEAP_SHARE = 0.9;
/** The supervisor lives in the same container. */
const SUPERVISOR_BYTES = 96 * MIB;
/** Below this the server would do nothing but restart. */
const LEAST_BYTES = 256 * MIB;

/**
 * How much memory the server may use: as configured, else 85 % of what the container (cgroup v1 and v2) or the machine
 * has, less what the supervisor needs in a container.
 */
export function findMemoryLimit(configuredBytes: number | null): number {
  if (configuredBytes !== null) return configuredBytes;
  const machine = totalmem();
  // Zero or more than the machine has: there is no limit.
  const container = process.constrainedMemory();
  const isContained = container > 0 && container < machine;
  const share = SHARE * (isContained ? container - SUPERVISOR_BYTES : machine);
  return Math.max(Math.floor(share), LEAST_BYTES);
}

export interface MemoryUse {
  rssBytes: number;
  /** How much of the heap that V8 allows itself is used, from 0 to 1. */
  heapShare: number;
}

export function readMemoryUse(): MemoryUse {
  return { rssBytes: process.memoryUsage.rss(), heapShare: readHeapShare() };
}

/** V8 counts room for young objects into its limit (three half-spaces of 16 MiB), which old ones cannot have. */
const YOUNG_BYTES = 48 * MIB;

/** How full the heap of old objects is: that it overflows is what ends a process. */
function readHeapShare(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
  return (used - (young?.space_used_size ?? 0)) / Math.max(limit - YOUNG_BYTES, limit / 2);
}

/** Why so much memory is too much, for the operator; null when it is not. */
export function findExcess({ rssBytes, heapShare }: MemoryUse, limitBytes: number): string | null {
  const toMib = (bytes: number) => `${Math.round(bytes / MIB)} MiB`;
  if (rssBytes >= limitBytes) return `${toMib(rssBytes)} of memory are used; the limit is ${toMib(limitBytes)}`;
  if (heapShare >= HEAP_SHARE) return `${Math.round(heapShare * 100)} % of the JavaScript heap are used`;
  return null;
}
