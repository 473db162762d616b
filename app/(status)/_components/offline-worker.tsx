import { useEffect } from "react";
import { HOUR_MS } from "@/lib/domain/time";

/** Has the browser keep what it shows when the page cannot be reached. A page that stays open for days asks for news of it. */
export function OfflineWorker() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const register = () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    // Where it is not allowed the page works as well.
    const look = () =>
      void register()
        .then(
          (registration) => registration.update(),
          () => undefined,
        )
        .catch(() => undefined);
    look();
    const timer = setInterval(look, HOUR_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}
