import { useEffect, useRef, useState } from "react";

/** Long enough that a page which comes back to the front can refresh before it says anything. */
const ANNOUNCE_AFTER_MS = 1500;

/** Tells screen readers a new headline, once; the first one they read as the heading. */
export function Announcer({ text }: { text: string }) {
  const told = useRef(text);
  const [announced, setAnnounced] = useState("");
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      setAnnounced(text);
    }, ANNOUNCE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="sr-only" aria-live="polite">
      {announced}
    </p>
  );
}
