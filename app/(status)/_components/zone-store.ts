import { useSyncExternalStore } from "react";

/** In which zone a visitor reads times: the browser's, the page's, or UTC. */
export const ZONE_CHOICES = ["own", "page", "utc"] as const;
export type ZoneChoice = (typeof ZONE_CHOICES)[number];

const KEY = "vitrine-zone";
const listeners = new Set<() => void>();
let chosen: ZoneChoice | null = null;

/** Remembers a choice, here and for the next visit; everything that shows a time follows it at once. */
export function chooseZone(choice: ZoneChoice): void {
  chosen = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
  for (const listener of listeners) listener();
}

function readChoice(): ZoneChoice {
  chosen ??= findKept() ?? "own";
  return chosen;
}

function findKept(): ZoneChoice | null {
  try {
    const kept = localStorage.getItem(KEY);
    return ZONE_CHOICES.find((choice) => choice === kept) ?? null;
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the visitor chose; the browser's own zone at first. Null where nobody knows yet: on the server, and at first. */
export function useZoneChoice(): ZoneChoice | null {
  return useSyncExternalStore(subscribe, readChoice, () => null);
}

/** The zone in which to write a time on a page whose own zone is this: that one, until the visitor's is known. */
export function useZone(pageZone: string): string {
  return resolveZone(useZoneChoice() ?? "page", pageZone);
}

/** The IANA name of a choice. */
export function resolveZone(choice: ZoneChoice, pageZone: string): string {
  if (choice === "page") return pageZone;
  return choice === "utc" ? "UTC" : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
