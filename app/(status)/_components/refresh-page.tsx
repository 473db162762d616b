"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Has the server draw the page again every `everyMs`, for pages that have no data of their own to ask for. */
export function RefreshPage({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
