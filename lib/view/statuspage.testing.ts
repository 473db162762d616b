import { createHash } from "node:crypto";
import type { EpochMs } from "@/lib/domain/time";
import type { PageView } from "./page-view";
import { frameStatuspage } from "./statuspage-frame";
import { createStatuspageIds } from "./statuspage-ids";

/** Ids as the server makes them. */
export const SAMPLE_IDS = createStatuspageIds((text) => createHash("sha256").update(text).digest("hex"));

export const SAMPLE_LINK = "https://status.example.org";

/** What the answers about a page are made of, at an instant. */
export function sampleFrame(view: PageView, at: EpochMs) {
  return frameStatuspage(view, at, SAMPLE_LINK, SAMPLE_IDS);
}
