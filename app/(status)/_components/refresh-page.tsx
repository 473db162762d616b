"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Has the server draw the page again every `everyMs`, for pages that have no data of their own to ask for. It asks first
 * whether the server is there: a refresh that fails would leave the page for the browser's own words.
 */
export function RefreshPage({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const refresh = async () => {
      const isThere = await fetch("/api/livez", { cache: "no-store" }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isThere) router.refresh();
    };
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
