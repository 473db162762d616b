import { HOUR_MS } from "@/lib/domain/time";
import { buildTimeline, type Timeline } from "./timeline";
import { createWorld, type World } from "./world";

/** An ordinary Monday evening on which the demo of most tests is born. */
export const BORN_AT = Date.UTC(2026, 10, 23, 20, 15);

export const WORLD: World = createWorld("a test", BORN_AT);

/** The world of most tests with its first thirty hours of life; built once. */
export const TIMELINE: Timeline = buildTimeline(WORLD, BORN_AT + 30 * HOUR_MS);
